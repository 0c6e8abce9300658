import { readFileSync } from 'node:fs'
import { join } from 'node:path'

interface Entry {
  readonly contract: string
  readonly kind: string
  readonly text: string
  readonly advice?: string
}

/** What the contracts themselves say that they refuse with, read from the schema and not from the SDK. */
export const REFUSALS: readonly Entry[] = read()

function read(): Entry[] {
  const file: unknown = JSON.parse(readFileSync(join(import.meta.dirname, '../../../schema/refusals.json'), 'utf8'))
  const { contracts, inherited } = file as { contracts: Record<string, { own: Omit<Entry, 'contract'>[] }>; inherited: Record<string, Omit<Entry, 'contract'>[]> }
  return [
    ...Object.entries(contracts).flatMap(([contract, { own }]) => own.map((entry) => ({ contract, ...entry }))),
    ...Object.entries(inherited).flatMap(([contract, own]) => own.map((entry) => ({ contract, ...entry }))),
  ]
}
