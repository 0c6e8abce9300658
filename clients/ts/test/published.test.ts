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

const compiler = join(root, '../node_modules/.bin/tsc')
const FENCED = /```ts\n([\s\S]*?)```/g
const published = join(project, 'node_modules/@mirror/sdk')

describe('the published package', () => {
  test('has what it needs, and no sources or tests', () => {
    expect(readdirSync(published).toSorted()).toEqual(['LICENSE', 'README.md', 'dist', 'package.json'])
  })

  test.each([
    ['reading', 'use'],
    ['signing', 'sign'],
  ])('type-checks in a strict project that checks libraries too: %s', (_, file) => {
    const compilerOptions = {
      target: 'es2023',
      module: 'nodenext',
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      skipLibCheck: false,
      lib: ['es2023', 'dom', 'dom.iterable'],
      types: [],
      rootDir: 'src',
      outDir: 'out',
    }
    writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: [`src/${file}.ts`] }))

    const faults = spawnSync(compiler, [], { cwd: project, encoding: 'utf8' }).stdout

    expect(faults).toBe('')
    expect(readdirSync(join(project, 'out'))).toContain(`${file}.js`)
  })

  test('does what its README and its documentation say: every example compiles', async () => {
    const examples = readFileSync(join(published, 'README.md'), 'utf8').matchAll(FENCED)
    const files = readdirSync(join(published, 'dist'), { recursive: true, encoding: 'utf8' })
    const documented = files
      .filter((file) => file.endsWith('.d.ts'))
      .flatMap((file) => [...readFileSync(join(published, 'dist', file), 'utf8').matchAll(FENCED)])
    const texts = [
      ...[...examples].map(([, code = '']) => code),
      ...documented.map(([, code = '']) => `${code.replaceAll(/^ *\* ?/gm, '')}\nexport {}\n`),
    ]
    mkdirSync(join(project, 'examples'))
    writeFileSync(join(project, 'examples/around.d.ts'), await aroundExamples())
    const written = texts.map((text, number) => {
      writeFileSync(join(project, `examples/${number + 1}.ts`), text)
      return `examples/${number + 1}.ts`
    })

    const options = ['--noEmit', '--strict', '--skipLibCheck', '--target', 'es2023', '--module', 'nodenext']
    const types = ['--types', 'node', '--typeRoots', join(root, '../node_modules/@types')]
    const faults = spawnSync(compiler, ['--ignoreConfig', ...options, ...types, 'examples/around.d.ts', ...written], { cwd: project, encoding: 'utf8' }).stdout

    expect(faults).toBe('')
    expect(documented.length).toBeGreaterThan(5)
  })

  test('has a reference of everything that it exports and of every message', () => {
    run('node', [join(root, 'scripts/reference/main.mjs'), join(project, 'reference')], root)

    const [mint, front] = ['contracts/mint.md', 'README.md'].map((file) => readFileSync(join(project, 'reference', file), 'utf8'))
    const { oneOf } = JSON.parse(readFileSync(join(root, '../../schema/mirror-mint.json'), 'utf8')).execute
    expect(mint?.match(/^### mirror\.mint\.msg\./gm)).toHaveLength(oneOf.length)
    expect(front?.match(/\(contracts\//g)).toHaveLength(17)
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

/** What the examples of documentation comments take for granted: all exports, and what a reader has by then. */
async function aroundExamples(): Promise<string> {
  const all = await Promise.all(
    ['', '/signing'].map(async (path) => [path, await import(pathToFileURL(join(published, `dist${path}/index.js`)).href)] as const),
  )
  const names = all.flatMap(([path, module]) =>
    Object.keys(module).map((name) => `  const ${name}: typeof import('@mirror/sdk${path}').${name}`),
  )
  return `import type { Deployment, Mirror as Connected, MirrorEvent } from '@mirror/sdk'
import type { OfflineSigner, Signer as Connection } from '@mirror/sdk/signing'
declare global {
${names.join('\n')}
  const deployment: Deployment
  const mirror: Connected
  const wallet: OfflineSigner
  const signer: Connection
  const events: readonly MirrorEvent[]
  namespace mint {
    type PositionResponse = import('@mirror/sdk').mint.PositionResponse
  }
  const owner_addr: string
}
`
}

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

test('reading imports nothing that signs, and neither imports a second chain library', () => {
  const reading = [...imported(join(published, 'dist/index.js'))]
  const signing = [...imported(join(published, 'dist/signing/index.js'))]
  const packages = (names: readonly string[]) => new Set(names.filter((name) => !name.startsWith('/')).map((name) => name.split('/')[0]))

  expect(reading.filter((name) => name.includes('/dist/signing/'))).toEqual([])
  expect(packages(reading)).toEqual(new Set(['cosmjs-types']))
  expect(packages(signing)).toEqual(new Set(['cosmjs-types', '@noble']))
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

  test('at most 90 kB for signing, with all that it reads', async () => {
    const { kilobytes } = await bundled('signing', "export * from '@mirror/sdk/signing'")

    expect(kilobytes).toBeLessThan(90)
  })

  test('at most 2 kB for an amount', async () => {
    const { kilobytes } = await bundled('amount', "export { parseAmount } from '@mirror/sdk'")

    expect(kilobytes).toBeLessThan(2)
  })
})
