/** A schema, as far as samples are made of it. */
export interface Schema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly format?: string
  readonly enum?: readonly unknown[]
  readonly allOf?: readonly Schema[]
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema | readonly Schema[]
  readonly minItems?: number
  readonly definitions?: Readonly<Record<string, Schema>>
}

/** Values of types that are texts on the wire and more than that to a contract. */
const TEXTS: Readonly<Record<string, string>> = {
  Binary: 'eyJhIjoxfQ==',
  Decimal: '0.5',
  Uint128: '340282366920938463463374607431768211455',
  Uint64: '18446744073709551615',
  Timestamp: '1571797419879305533',
}

/** A value of a schema: with everything that may be left out, or without, and the last of several forms, or the first. */
export function sample(schema: Schema, root: Schema, isFull: boolean): unknown {
  if (schema.$ref !== undefined) {
    const name = schema.$ref.replace('#/definitions/', '')
    const text = TEXTS[name]
    const definition = root.definitions?.[name]
    if (text !== undefined) return text
    if (definition === undefined) throw new Error(`no definition of ${name}`)
    return sample(definition, root, isFull)
  }
  const [only] = schema.allOf ?? []
  if (only !== undefined) return sample(only, root, isFull)
  const forms = (schema.oneOf ?? schema.anyOf ?? []).filter(({ type }) => type !== 'null')
  const form = isFull ? forms.at(-1) : forms[0]
  if (form !== undefined) return sample(form, root, isFull)
  if (schema.enum !== undefined) return isFull ? schema.enum.at(-1) : schema.enum[0]
  return ofType(schema, root, isFull)
}

function ofType(schema: Schema, root: Schema, isFull: boolean): unknown {
  const type = typeof schema.type === 'string' ? schema.type : schema.type?.find((one) => one !== 'null')
  switch (type) {
    case 'object':
      return ofObject(schema, root, isFull)
    case 'array':
      return ofArray(schema, root, isFull)
    case 'integer':
      return isFull ? 7 : 0
    case 'boolean':
      return isFull
    case 'string':
      return isFull ? 'wasm1 "quoted" \\ é' : 'wasm1sample'
    default:
      throw new Error(`no sample of ${JSON.stringify(schema)}`)
  }
}

function ofObject(schema: Schema, root: Schema, isFull: boolean): Record<string, unknown> {
  const fields = Object.entries(schema.properties ?? {}).filter(([name]) => isFull || schema.required?.includes(name))
  return Object.fromEntries(fields.map(([name, field]) => [name, sample(field, root, isFull)]))
}

function ofArray(schema: Schema, root: Schema, isFull: boolean): unknown[] {
  const { items } = schema
  if (items === undefined) return []
  // A tuple has a schema for each place.
  if ('length' in items) return items.map((item) => sample(item, root, isFull))
  const one = (): unknown => sample(items, root, isFull)
  return Array.from({ length: Math.max(schema.minItems ?? 0, isFull ? 2 : 1) }, one)
}
