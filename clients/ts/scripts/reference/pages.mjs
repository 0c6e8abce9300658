// From declarations to pages of Markdown.

import { readFileSync } from 'node:fs'

import { exportsOf, words } from './declarations.mjs'

const code = (text) => `\`\`\`ts\n${text.trim()}\n\`\`\`\n`

/** A page about everything that a module exports. */
export function modulePage(title, says, from, found) {
  const parts = found.map((one) => [`## ${one.name}\n`, one.says && `${one.says}\n`, code(one.code)].filter(Boolean).join('\n'))
  return [`# ${title}\n`, `\`import { … } from '${from}'\`\n`, says && `${says}\n`, ...parts].filter(Boolean).join('\n')
}

/** A page about a contract: questions, messages, hooks, events and types. */
export function contractPage(name, file, events) {
  const found = exportsOf(file)
  const [{ code: named }] = found.filter((one) => one.name === 'NAME')
  // There are many pairs and tokens: they are asked for by their address.
  const object = name === 'pair' || name === 'token' ? `mirror.${name}(address)` : `mirror.${name}`
  const bound = [
    ['query', 'Questions', `${object}.query`],
    ['msg', 'Messages', `${object}.msg`],
    ['hook', 'Payments in tokens', `${object}.hook`],
  ]
  const methods = bound.flatMap(([binding, title, path]) => {
    const one = found.find((other) => other.name === binding)
    return one ? [`## ${title}\n`, ...methodsOf(one.code).map((method) => methodPart(path, method))] : []
  })
  const contract = /"([^"]+)"/.exec(named)?.[1] ?? name
  const types = found.filter((one) => one.kind === 'interface' || one.kind === 'type')
  const typeParts = types.map((one) => `### ${one.name}\n\n${one.says}\n\n${code(one.code)}`)
  return [`# ${name}\n`, `The contract \`${contract}\`. Its types are those of \`import type { ${name} } from '@mirror/sdk'\`.\n`, ...methods, ...eventPart(events[contract]), '## Types\n', ...typeParts].join('\n')
}

function methodPart(path, { says, name, signature }) {
  return [`### ${path}.${name}\n`, says && `${says}\n`, code(`${name}${signature.replace(') => ', '): ')}`)].filter(Boolean).join('\n')
}

/** The members of a binding: each has its documentation before it. */
function methodsOf(text) {
  const found = text.matchAll(/^ {4}\/\*\*([\s\S]*?)\*\/\n {4}(\w+): (\([\s\S]*?\) => [^;]+);$/gm)
  const all = [...found].map(([, says, name, signature]) => ({ says: words(says), name, signature }))
  const named = [...text.matchAll(/^ {4}\w+: /gm)].length
  if (all.length !== named) throw new Error(`${named} members, of which ${all.length} can be read: ${text.slice(0, 200)}`)
  return all
}

function eventPart(events = {}) {
  const lines = Object.entries(events).map(([action, { has, may = [], many = [] }]) => {
    const fields = [...has, ...may.map((name) => `${name}?`), ...many.map((name) => `${name}[]`)]
    return `| \`${action}\` | ${fields.map((field) => `\`${field}\``).join(', ')} |`
  })
  return lines.length > 0 ? ['## Events\n', '| action | fields |', '| --- | --- |', ...lines, ''] : []
}

/** A page of all refusals, by contract. */
export function refusalPage(refusals) {
  const parts = Object.entries(refusals).map(([contract, { own }]) => {
    const lines = own.map(({ kind, text, advice = '' }) => `| \`${kind}\` | ${cell(text)} | ${cell(advice)} |`)
    return [`## ${contract}\n`, '| kind | words | what to do |', '| --- | --- | --- |', ...lines, ''].join('\n')
  })
  return ['# Refusals\n', 'What contracts say no with: `kind` of a `Refused`. Words in braces are its `fields`.\n', ...parts].join('\n')
}

function cell(text) {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ')
}

/** The first page. */
export function frontPage(packageFile, modules, contracts) {
  const { version, description } = JSON.parse(readFileSync(packageFile, 'utf8'))
  const list = (entries) => entries.map(([title, path, says]) => `- [${title}](${path})${says ? `: ${says}` : ''}`).join('\n')
  return `# @mirror/sdk ${version}\n\n${description}.\n\n## Modules\n\n${list(modules)}\n\n## Contracts\n\n${list(contracts)}\n\n- [All refusals](refusals.md)\n`
}
