// One constructor for each message and hook and one function for each question of a contract.

/**
 * The text of the bindings: imports, `query`, `msg` and, where tokens are taken, `hook`. Types that are
 * written once for several contracts are handed on by their names.
 */
export function bindings(contract, { api, hook }, common) {
  const questions = variants(api.query)
  const messages = variants(api.execute)
  const hooks = variants(hook)
  const wire = [
    questions.length && 'type Ask',
    (questions.length || messages.length || hooks.length) && 'type Args',
    messages.some((one) => one.takesCoins) && 'type Coin',
    (messages.length || hooks.length) && 'type Execute',
    messages.length && 'execute',
    hooks.length && 'type Payment',
    hooks.length && 'pay',
  ].filter(Boolean)
  const handedOn = common.join(', ')
  const blocks = [
    (common.length ? `import type { ${handedOn} } from './common.js'\n` : '') +
      `import { ${wire.toSorted(byName).join(', ')} } from '../wire/index.js'\n` +
      (common.length ? `\nexport type { ${handedOn} }\n` : ''),
    `/** The name of the contract's code. */\nexport const NAME = '${contract}'\n`,
    object('query', 'What can be asked.', 'ask: Ask', questions.map(question)),
    messages.length ? object('msg', 'What it can be told; nothing is sent.', 'contract: string', messages.map(message)) : '',
    hooks.length
      ? object('hook', 'What a payment in tokens can be for; nothing is sent.', 'contract: string', hooks.map(payment))
      : '',
  ]
  return blocks.filter(Boolean).join('\n') + '\n'
}

function byName(a, b) {
  return a.replace('type ', '') < b.replace('type ', '') ? -1 : 1
}

function object(name, title, bound, lines) {
  return `/** ${title} */\nexport const ${name} = (${bound}) => ({\n${lines.join('\n')}\n})\n`
}

/** The variants of an enum: name, documentation, whether there is anything to say with it. */
function variants(schema) {
  return (schema?.oneOf ?? []).map((variant) => {
    const name = variant.required?.[0]
    if (!name) throw new Error(`a variant without a name: ${JSON.stringify(variant)}`)
    const inner = resolve(variant.properties[name], schema)
    return {
      name,
      says: variant.description,
      // The documentation of a message that takes coins has a line for them; others must be sent none.
      takesCoins: /\bFunds:/.test(variant.description ?? ''),
      // What a variant carries may also be another enum, which has forms instead of fields.
      isEmpty: inner.type === 'object' && Object.keys(inner.properties ?? {}).length === 0,
      isOptional: inner.type === 'object' && (inner.required ?? []).length === 0,
    }
  })
}

/** A variant's fields may be a type of their own. */
function resolve(schema, root) {
  const path = schema.$ref ?? schema.allOf?.[0]?.$ref
  if (!path) return schema
  return root.definitions[path.replace('#/definitions/', '')]
}

function camel(name) {
  return name.replace(/_(.)/g, (_, letter) => letter.toUpperCase())
}

function says(text) {
  if (!text) return ''
  const lines = text.split('\n').map((line) => `   * ${line}`.trimEnd())
  return `  /**\n${lines.join('\n')}\n   */\n`
}

function parameter(type, variant) {
  if (variant.isEmpty) return ''
  const preset = variant.isOptional ? ' = {}' : ''
  return `args: Args<${type}, '${variant.name}'>${preset}`
}

function value(variant) {
  return variant.isEmpty ? '{}' : 'args'
}

function question(variant) {
  const { name } = variant
  const type = `Promise<Answers['${name}']>`
  return `${says(variant.says)}  ${camel(name)}: (${parameter('QueryMsg', variant)}): ${type} => ask({ ${name}: ${value(variant)} }),`
}

function message(variant) {
  const funds = variant.takesCoins ? 'funds: readonly Coin[] = []' : ''
  const all = [parameter('ExecuteMsg', variant), funds].filter(Boolean).join(', ')
  const last = variant.takesCoins ? ', funds' : ''
  return `${says(variant.says)}  ${camel(variant.name)}: (${all}): Execute =>\n    execute(contract, { ${variant.name}: ${value(variant)} }${last}),`
}

function payment(variant) {
  const all = ['payment: Payment', parameter('Cw20HookMsg', variant)].filter(Boolean).join(', ')
  return `${says(variant.says)}  ${camel(variant.name)}: (${all}): Execute =>\n    pay(contract, payment, { ${variant.name}: ${value(variant)} }),`
}
