// Types with their documentation, from the schemas of one contract.

import { compile } from 'json-schema-to-typescript'

const OPTIONS = {
  bannerComment: '',
  additionalProperties: false,
  unreachableDefinitions: false,
  strictIndexSignatures: true,
  style: { semi: false, singleQuote: true, printWidth: 110 },
}

/** Every message, question and answer of a contract, and `Answers`: the answer to each question. */
export async function messageTypes(api, hook) {
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
  properties.Answers = {
    type: 'object',
    description: 'The answer to each question.',
    title: 'Answers',
    properties: answerTypes,
    required: Object.keys(answerTypes),
    additionalProperties: false,
  }
  const root = {
    title: 'Messages',
    description: 'All of them, by the names of their types.',
    type: 'object',
    properties,
    required: Object.keys(properties),
    additionalProperties: false,
    definitions: Object.fromEntries(shared),
  }
  return tidy(await compile(root, 'Messages', OPTIONS))
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
  if (known && content(known) !== content(definition)) {
    throw new Error(`two different types are called ${name}: ${content(known)} and ${content(definition)}`)
  }
  shared.set(name, known ?? definition)
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
