// What a module exports, read from the declarations that the compiler wrote (`dist/**/*.d.ts`).

import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const DECLARED = /^export (?:declare )?(?:abstract )?(class|function|const|interface|type|enum) (\w+)/

/** Everything that a file exports, in its order: name, kind, documentation, declaration and file. */
export function exportsOf(file) {
  return statements(readFileSync(file, 'utf8')).flatMap(({ says, code }) => {
    const declared = DECLARED.exec(code)
    if (declared) return [{ name: declared[2], kind: declared[1], says, code: code.replace(/^export (declare )?/, ''), file }]
    const all = /^export \* from '(\.[^']+)'/.exec(code)
    if (all) return exportsOf(target(file, all[1]))
    const some = /^export (?:type )?\{([^}]*)\} from '(\.[^']+)'/.exec(code)
    if (some) return picked(some[1], exportsOf(target(file, some[2])), file)
    return []
  })
}

/** The modules that a file exports under a name: `export type * as mint from './gen/mint.js'`. */
export function namespacesOf(file) {
  const found = readFileSync(file, 'utf8').matchAll(/^export (?:type )?\* as (\w+) from '(\.[^']+)'/gm)
  return [...found].map(([, name, from]) => ({ name, file: target(file, from) }))
}

/** The documentation at the head of a file. */
export function headOf(file) {
  const [, text] = /^\/\*\*([\s\S]*?)\*\//.exec(readFileSync(file, 'utf8')) ?? []
  return text === undefined ? '' : words(text)
}

function target(file, from) {
  return join(dirname(file), from.replace(/\.js$/, '.d.ts'))
}

function picked(list, found, file) {
  return list
    .split(',')
    .map((name) => name.trim().replace(/^type /, ''))
    .filter((name) => name !== '')
    .map((name) => {
      const one = found.find((other) => other.name === name)
      if (one === undefined) throw new Error(`${file} exports ${name}, which is not declared where it says`)
      return one
    })
}

/** The statements of a file with the documentation before each. The compiler begins each one at the margin. */
function statements(text) {
  const found = []
  let says = ''
  let lines = []
  let isComment = false
  const end = () => {
    if (lines.length > 0) found.push({ says, code: lines.join('\n') })
    if (lines.length > 0) says = ''
    lines = []
  }
  for (const line of text.split('\n')) {
    if (line.startsWith('/**')) {
      end()
      says = ''
      isComment = true
    }
    if (isComment) {
      says += `${line}\n`
      if (line.includes('*/')) isComment = false
    } else {
      if (/^\w/.test(line)) end()
      if (line !== '') lines.push(line)
    }
  }
  end()
  return found.map((one) => ({ code: one.code, says: words(one.says.replace(/^\/\*\*|\*\/\s*$/g, '')) }))
}

/** The text of a documentation without its stars. */
export function words(comment) {
  return comment
    .split('\n')
    .map((line) => line.replace(/^\s*\* ?/, '').trimEnd())
    .join('\n')
    .trim()
}
