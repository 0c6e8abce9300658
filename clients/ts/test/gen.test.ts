import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const fresh = mkdtempSync(join(tmpdir(), 'mirror-gen-'))

afterAll(() => rmSync(fresh, { recursive: true }))

function contents(folder: string): Record<string, string> {
  const names = readdirSync(folder).toSorted()
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]))
}

test('what is generated is what the schemas say now', () => {
  execFileSync('node', [join(root, 'scripts/gen/main.mjs'), fresh])

  expect(contents(join(root, 'src/gen'))).toEqual(contents(fresh))
})
