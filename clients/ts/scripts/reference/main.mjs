// Writes the reference from the built package: `npm run reference [FOLDER]`, a page of each module and contract.

import { mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

import { exportsOf, headOf, namespacesOf } from './declarations.mjs'
import { contractPage, frontPage, modulePage, refusalPage } from './pages.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '../..')
const dist = join(root, 'dist')

/** The modules in the order in which a reader meets them. */
const MODULES = ['client', 'actions', 'previews', 'numbers', 'wire', 'errors', 'events', 'live', 'signing']

const built = (path) => import(pathToFileURL(join(dist, path)).href)

async function main(folder) {
  await rm(folder, { recursive: true, force: true })
  await mkdir(join(folder, 'contracts'), { recursive: true })
  const { EVENTS } = await built('events/table.js')
  const { REFUSALS } = await built('gen/refusals.js')
  const open = new Set(exportsOf(join(dist, 'index.d.ts')).map(({ name }) => name))

  const modules = []
  const described = new Set()
  for (const name of MODULES) {
    const file = join(dist, name, 'index.d.ts')
    const from = name === 'signing' ? '@mirror/sdk/signing' : '@mirror/sdk'
    const found = exportsOf(file).filter((one) => name === 'signing' || open.has(one.name))
    for (const one of found) described.add(one.name)
    await writeFile(join(folder, `${name}.md`), modulePage(name, headOf(file), from, found))
    modules.push([name, `${name}.md`, headOf(file).split('\n')[0]])
  }
  const deployment = exportsOf(join(dist, 'gen/deployment.d.ts'))
  await writeFile(join(folder, 'deployment.md'), modulePage('deployment', 'The deployment file.', '@mirror/sdk', deployment))
  modules.push(['deployment', 'deployment.md', 'The deployment file.'])
  const missing = [...open].filter((name) => name !== 'Deployment' && !described.has(name))
  if (missing.length > 0) throw new Error(`exported and on no page: ${missing.join(', ')}`)

  const contracts = namespacesOf(join(dist, 'index.d.ts'))
  for (const { name, file } of contracts) {
    await writeFile(join(folder, 'contracts', `${name}.md`), contractPage(name, file, EVENTS))
  }
  await writeFile(join(folder, 'refusals.md'), refusalPage(REFUSALS))
  const links = contracts.map(({ name }) => [name, `contracts/${name}.md`])
  await writeFile(join(folder, 'README.md'), frontPage(join(root, 'package.json'), modules, links))
}

await main(process.argv[2] ?? join(root, 'reference'))
