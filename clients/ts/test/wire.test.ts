import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

import { KINDS } from '../src/client/contracts.js'
import { decodeBase64 } from '../src/wire/base64.js'
import type { Execute } from '../src/wire/index.js'
import { type Schema, sample } from './fake/samples.js'

const schemas = join(import.meta.dirname, '../../../schema')
const written = join(import.meta.dirname, 'wire.jsonl')

/** What a constructor made, as a line that the contracts' own types read (scripts/tests/sdk_wire.rs). */
interface Line {
  readonly contract: string
  readonly kind: 'execute' | 'hook' | 'query'
  readonly json: unknown
}

function read(path: string): { readonly execute?: Schema | null; readonly query?: Schema | null } & Schema {
  return JSON.parse(readFileSync(join(schemas, path), 'utf8'))
}

function camel(name: string): string {
  return name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase())
}

/** Each variant with everything that may be left out, and without. */
function variants(root: Schema | null | undefined): { name: string; args: unknown }[] {
  return (root?.oneOf ?? []).flatMap((variant) => {
    const [name = ''] = variant.required ?? []
    const inner = variant.properties?.[name] ?? {}
    return [false, true].map((isFull) => ({ name, args: sample(inner, root ?? {}, isFull) }))
  })
}

/** Calls a constructor as somebody would who has the arguments: those that take none get none. */
function call(constructors: object, name: string, before: readonly unknown[], args: unknown): unknown {
  const constructor: unknown = Reflect.get(constructors, camel(name))
  if (typeof constructor !== 'function') throw new Error(`no constructor of ${name}`)
  const isEmpty = typeof args === 'object' && args !== null && Object.keys(args).length === 0
  return Reflect.apply(constructor, undefined, isEmpty ? before : [...before, args])
}

function hookOf(message: Execute): unknown {
  const sent = message.msg['send']
  if (typeof sent !== 'object' || sent === null || !('msg' in sent)) throw new Error('no payment in tokens')
  return JSON.parse(new TextDecoder().decode(decodeBase64(String(sent.msg))))
}

async function made(): Promise<Line[]> {
  const lines: Line[] = []
  for (const generated of Object.values(KINDS)) {
    const contract = generated.NAME
    const api = read(`${contract}.json`)
    let asked: unknown
    const query = generated.query(async (question) => {
      asked = question
      return undefined as never
    })
    for (const { name, args } of variants(api.query)) {
      await call(query, name, [], args)
      lines.push({ contract, kind: 'query', json: asked })
    }
    const msg = 'msg' in generated ? generated.msg('wasm1contract') : {}
    for (const { name, args } of variants(api.execute)) {
      lines.push({ contract, kind: 'execute', json: (call(msg, name, [], args) as Execute).msg })
    }
    const path = `hooks/${contract}.json`
    if (!existsSync(join(schemas, path)) || !('hook' in generated)) continue
    const hook = generated.hook('wasm1contract')
    for (const { name, args } of variants(read(path))) {
      const payment = { token: 'wasm1token', amount: '7' }
      lines.push({ contract, kind: 'hook', json: hookOf(call(hook, name, [payment], args) as Execute) })
    }
  }
  return lines
}

test('what every constructor makes is what the contracts read', async () => {
  const lines = await made()
  const hooked = readdirSync(join(schemas, 'hooks'))

  expect(new Set(lines.map(({ contract }) => contract)).size).toBe(17)
  expect(new Set(lines.filter(({ kind }) => kind === 'hook').map(({ contract }) => `${contract}.json`))).toEqual(new Set(hooked))
  await expect(`${lines.map((line) => JSON.stringify(line)).join('\n')}\n`).toMatchFileSnapshot(written)
})
