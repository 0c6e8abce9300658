import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { deployment } from './fake/deployment.js'
import { FakeNode, refused, told } from './fake/node.js'

const root = join(import.meta.dirname, '..')
const project = mkdtempSync(join(tmpdir(), 'mirror-project-'))
const run = (command: string, args: readonly string[], cwd: string) => execFileSync(command, args, { cwd, encoding: 'utf8', stdio: 'pipe' })

/** A fresh project that installs the package as it would be published, its dependencies from npm's cache where they are there. */
beforeAll(() => {
  run('npm', ['pack', '--silent', '--pack-destination', project], root)
  const [tarball = ''] = readdirSync(project)
  writeFileSync(join(project, 'package.json'), JSON.stringify({ name: 'fresh', private: true, type: 'module' }))
  run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', `./${tarball}`], project)
  cpSync(join(root, 'test/published'), join(project, 'src'), { recursive: true })
}, 120_000)

afterAll(() => rmSync(project, { recursive: true }))

const published = join(project, 'node_modules/@mirror/sdk')

describe('the published package', () => {
  test('has what it needs, and no sources or tests', () => {
    expect(readdirSync(published).toSorted()).toEqual(['LICENSE', 'README.md', 'dist', 'package.json'])
  })

  test.each([
    ['reading', 'use', false],
    // The types of CosmJS name packages that it does not bring along.
    ['signing', 'sign', true],
  ])('type-checks in a strict project: %s', (_, file, skipLibCheck) => {
    const compilerOptions = {
      target: 'es2023',
      module: 'nodenext',
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      skipLibCheck,
      lib: ['es2023', 'dom', 'dom.iterable'],
      types: [],
      rootDir: 'src',
      outDir: 'out',
    }
    writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: [`src/${file}.ts`] }))

    const faults = spawnSync(join(root, '../node_modules/.bin/tsc'), [], { cwd: project, encoding: 'utf8' }).stdout

    expect(faults).toBe('')
    expect(readdirSync(join(project, 'out'))).toContain(`${file}.js`)
  })

  test('does what its README says: every example compiles', () => {
    const page = readFileSync(join(published, 'README.md'), 'utf8')
    const examples = [...page.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code = '']) => code)
    mkdirSync(join(project, 'readme'))
    for (const [number, code] of examples.entries()) writeFileSync(join(project, `readme/${number + 1}.ts`), code)

    const options = ['--noEmit', '--strict', '--skipLibCheck', '--target', 'es2023', '--module', 'nodenext']
    const types = ['--types', 'node', '--typeRoots', join(root, '../node_modules/@types')]
    const files = examples.map((_, number) => `readme/${number + 1}.ts`)
    const args = ['--ignoreConfig', ...options, ...types, ...files]
    const faults = spawnSync(join(root, '../node_modules/.bin/tsc'), args, { cwd: project, encoding: 'utf8' }).stdout

    expect(faults).toBe('')
    expect(examples.length).toBeGreaterThan(6)
  })

  test('reads a chain from Node', async () => {
    const node = new FakeNode({
      abci_query: () => told({ asset: { amount: '7500000' }, is_short: true }),
    })
    const { debtOf } = await import(pathToFileURL(join(project, 'out/use.js')).href)

    expect(await debtOf(deployment, '7', node.fetch)).toBe('7.5 short')

    node.answers['abci_query'] = () => refused(9, 'wasm', 'Position not found: 7: query wasm contract failed')
    expect(await debtOf(deployment, '7', node.fetch)).toBe('none: The position was closed, or never opened.')
  })
})

/** Every file and package that a module of the published package comes to import. */
function imported(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen
  seen.add(file)
  const text = readFileSync(file, 'utf8')
  for (const [, from = ''] of text.matchAll(/(?:^|\n)\s*(?:import|export)\b[^;'"]*?from ['"]([^'"]+)['"]|\bimport\(['"]([^'"]+)['"]\)/g)) {
    if (from.startsWith('.')) imported(join(file, '..', from), seen)
    else seen.add(from)
  }
  return seen
}

test('reading imports nothing that signs', () => {
  const all = [...imported(join(published, 'dist/index.js'))]
  const packages = all.filter((name) => !name.startsWith('/')).map((name) => name.split('/')[0])

  expect(new Set(packages)).toEqual(new Set(['cosmjs-types']))
  expect(all.filter((name) => name.includes('/dist/signing/'))).toEqual([])
  expect([...imported(join(published, 'dist/signing/index.js'))].some((name) => name.startsWith('@cosmjs/'))).toBe(true)
})

test('the exports are these', async () => {
  const reading = await import(pathToFileURL(join(published, 'dist/index.js')).href)
  const signing = await import(pathToFileURL(join(published, 'dist/signing/index.js')).href)

  const names = [...Object.keys(reading), ...Object.keys(signing).map((name) => `signing ${name}`)].toSorted()
  await expect(`${names.join('\n')}\n`).toMatchFileSnapshot('exports.txt')
})

/** Kilobytes that a browser loads, compressed, of a module with this text. */
async function bundled(name: string, text: string): Promise<{ kilobytes: number; code: string }> {
  mkdirSync(join(project, 'entries'), { recursive: true })
  const entry = join(project, 'entries', `${name}.js`)
  writeFileSync(entry, text)
  const built = await build({
    root: project,
    configFile: false,
    logLevel: 'error',
    build: { write: false, lib: { entry, formats: ['es'] } },
  })
  const outputs = Array.isArray(built) ? built.flatMap(({ output }) => output) : []
  const code = outputs.map((output) => ('code' in output ? output.code : '')).join('')
  return { kilobytes: gzipSync(code).length / 1_000, code }
}

describe('a browser loads', () => {
  test('at most 60 kB for everything that reads', async () => {
    const { kilobytes } = await bundled('all', "export * from '@mirror/sdk'")

    expect(kilobytes).toBeLessThan(60)
    expect(kilobytes).toBeGreaterThan(10)
  })

  test('at most 45 kB for one question to a contract', async () => {
    const text = `import { Mirror } from '@mirror/sdk'
      export const ask = async (deployment) => (await Mirror.connect({ deployment })).mint.query.position({ position_idx: '7' })`
    const { kilobytes, code } = await bundled('question', text)

    expect(kilobytes).toBeLessThan(45)
    expect(code).toContain('next_position_idx')
  })

  test('at most 2 kB for an amount', async () => {
    const { kilobytes } = await bundled('amount', "export { parseAmount } from '@mirror/sdk'")

    expect(kilobytes).toBeLessThan(2)
  })
})
