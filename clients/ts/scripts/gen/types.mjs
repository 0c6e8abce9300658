// Types with their documentation, from the schemas of one contract.

import { compile } from 'json-schema-to-typescript'

const OPTIONS = {
  bannerComment: '',
  additionalProperties: false,
  unreachableDefinitions: false,
  strictIndexSignatures: true,
  style: { semi: false, singleQuote: true, printWidth: 110 },
}

/** What points at a type of its own, in a schema. */
const REFERENCE = /"#\/definitions\/(\w+)"/g

/** What the types of the standard library are to those who send JSON; their own words are about Rust. */
const STANDARD = {
  Binary: 'Bytes, in base64.',
  Cw20ReceiveMsg: 'What a token contract tells the receiver of a payment: who sent how much, and the message that came with it.',
  Decimal: 'A number with up to 18 decimals, written out: `1.5`. At most 340282366920938463463.374607431768211455.',
  Uint64: 'A whole number from 0 to 2^64 - 1, in digits.',
  Uint128: 'A whole number from 0 to 2^128 - 1, in digits: `1500000`. Amounts of tokens are in micro units.',
}

/**
 * The types that several contracts have, word for word and with all that these name. They are written
 * once; a type that two contracts have in different words stays with each.
 */
export function commonTypes(contracts) {
  const seen = new Map()
  for (const contract of contracts) {
    for (const [name, definition] of definitionsOf(contract)) {
      const known = seen.get(name) ?? { definition, count: 0, isOne: true }
      const isOne = known.isOne && content(known.definition) === content(definition)
      seen.set(name, { ...known, count: known.count + 1, isOne })
    }
  }
  const common = new Map()
  for (const [name, { definition, count, isOne }] of seen) if (count > 1 && isOne) common.set(name, inPlainWords(name, definition))
  let size
  do {
    size = common.size
    for (const [name, definition] of common) if (!namedIn(definition).every((one) => common.has(one))) common.delete(name)
  } while (common.size < size)
  return common
}

function inPlainWords(name, definition) {
  const description = STANDARD[name]
  return description === undefined ? definition : { ...definition, description }
}

/** The types that one contract's schemas define beside its messages. */
function definitionsOf({ api, hook }) {
  const schemas = [api.instantiate, api.execute, hook, api.query, ...Object.values(api.responses ?? {})]
  return new Map(schemas.filter(Boolean).flatMap(({ definitions = {} }) => Object.entries(definitions)))
}

function namedIn(schema) {
  return [...JSON.stringify(schema).matchAll(REFERENCE)].map(([, name]) => name)
}

/** The text of the types that several contracts have. */
export async function commonText(common) {
  const names = [...common.keys()].toSorted()
  const properties = Object.fromEntries(names.map((name) => [name, { $ref: `#/definitions/${name}` }]))
  const root = { ...whole('Common', 'Only here to reach the others.', properties), definitions: Object.fromEntries(common) }
  const text = tidy(await compile(root, 'Common', OPTIONS))
  return text.replace(/\/\*\*\n \* Only here to reach the others\.\n \*\/\nexport interface Common \{[\s\S]*?\n\}\n/, '')
}

/**
 * Every message, question and answer of a contract, and `Answers`: the answer to each question; and the
 * names of the common types among them.
 */
export async function messageTypes(contract, common) {
  const used = new Set()
  const pointed = JSON.parse(JSON.stringify(contract), (_, one) => {
    const name = typeof one?.$ref === 'string' ? one.$ref.replace('#/definitions/', '') : undefined
    if (!common.has(name)) return one
    used.add(name)
    return { tsType: name }
  })
  // What only common types name is not of this contract's file.
  return { text: await ownTypes(pointed, common), names: [...used].toSorted() }
}

async function ownTypes({ api, hook }, common) {
  const shared = new Map()
  const parts = [
    ['InstantiateMsg', api.instantiate],
    ['ExecuteMsg', api.execute],
    ['Cw20HookMsg', hook],
    ['QueryMsg', api.query],
  ].filter(([, schema]) => schema)
  const properties = {}
  for (const [name, schema] of parts) properties[name] = add(shared, name, schema)
  const answers = Object.entries(api.responses ?? {})
  const answerTypes = {}
  for (const [question, schema] of answers) answerTypes[question] = add(shared, schema.title, schema)
  properties.Answers = whole('Answers', 'The answer to each question.', answerTypes)
  for (const name of common.keys()) shared.delete(name)
  const root = { ...whole('Messages', 'All of them, by the names of their types.', properties), definitions: Object.fromEntries(shared) }
  return tidy(await compile(root, 'Messages', OPTIONS))
}

function whole(title, description, properties) {
  return { title, description, type: 'object', properties, required: Object.keys(properties), additionalProperties: false }
}

/** The type of the deployment file. */
export async function deploymentTypes(schema) {
  return tidy(await compile({ ...schema, title: 'Deployment' }, 'Deployment', OPTIONS))
}

/** Put a schema with its definitions under its name, once. Two different ones of one name are a fault. */
function add(shared, name, schema) {
  const { definitions = {}, $schema, ...own } = schema
  for (const [inner, definition] of Object.entries(definitions)) put(shared, inner, definition)
  if (!schema.title || /[^A-Za-z0-9]/.test(name)) return own
  put(shared, name, { ...own, title: name })
  return { $ref: `#/definitions/${name}` }
}

function put(shared, name, definition) {
  const known = shared.get(name)
  if (known && content(known) !== content(inPlainWords(name, definition))) {
    throw new Error(`two different types are called ${name}: ${content(known)} and ${content(definition)}`)
  }
  shared.set(name, known ?? inPlainWords(name, definition))
}

/** What two definitions are compared by: all but their title, which only an outermost one has. */
function content({ title: _, ...definition }) {
  return JSON.stringify(definition)
}

/** Without the sentences that the generator adds to each definition, which name its own input. */
function tidy(text) {
  return text
    .replace(/ \*\n \* This interface was referenced by[\s\S]*?(?= \*\/)/g, '')
    .replace(/\/\*\*\n \* This interface was referenced by[\s\S]*? \*\/\n/g, '')
}
