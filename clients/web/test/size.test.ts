import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const out = mkdtempSync(join(tmpdir(), 'mirror-web-'))
const read = (name: string) => readFileSync(join(out, name), 'utf8')
const packed = (names: Iterable<string>) => [...names].reduce((sum, name) => sum + gzipSync(read(name)).length, 0)

/** The first load: the page, its style, and each script that one of them imports at once, with the page it begins on. */
function firstLoad(): Set<string> {
  const html = read('index.html')
  const named = [...html.matchAll(/(?:src|href)="\.\/([^"]+)"/g)].map(([, name]) => name ?? '')
  const begin = readdirSync(join(out, 'assets')).filter((name) => name.startsWith('markets-')).map((name) => `assets/${name}`)
  const found = new Set(['index.html'])
  const waiting = [...named, ...begin]
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (found.has(name)) continue
    found.add(name)
    if (!name.endsWith('.js')) continue
    for (const [, other] of read(name).matchAll(/(?:from|import)\s*["'`]\.\/([^"'`]+\.js)["'`]/g)) waiting.push(`assets/${other}`)
  }
  return found
}

describe('what is built', () => {
  beforeAll(async () => {
    await build({ root: join(import.meta.dirname, '..'), logLevel: 'error', build: { outDir: out, emptyOutDir: true } })
  }, 60_000)
  afterAll(() => rmSync(out, { recursive: true }))

  it('is at most 250 kB of gzip until the first page stands', () => {
    expect(firstLoad().size).toBeGreaterThan(3)
    expect(packed(firstLoad())).toBeLessThanOrEqual(250_000)
  })

  it('loads what signs and what draws only when it is needed', () => {
    for (const late of ['signing-', 'drawing-']) {
      const built = readdirSync(join(out, 'assets')).filter((name) => name.startsWith(late) && name.endsWith('.js'))
      expect(built, late).toHaveLength(1)
      expect([...firstLoad()].filter((name) => name.includes(late))).toEqual([])
    }
  })

  it('runs under a policy that lets nothing in from elsewhere', () => {
    const [, policy = ''] = read('index.html').match(/Content-Security-Policy"\s+content="([^"]+)"/) ?? []
    const rules = new Map(policy.split(';').map((rule) => rule.trim().split(/ (.*)/s)).map(([name = '', of = '']) => [name, of]))
    expect(rules.get('default-src')).toBe("'none'")
    expect(rules.get('script-src')).toBe("'self'")
    expect(rules.get('style-src')).toBe("'self'")
    expect(policy).not.toContain('unsafe')
    expect(read('index.html')).not.toMatch(/<script(?![^>]*\bsrc=)|\son\w+=|\sstyle=/)
  })

  it('names its own files so that any folder serves it', () => {
    expect(read('index.html')).not.toMatch(/(?:src|href)="(?!\.\/|#)/)
  })
})
