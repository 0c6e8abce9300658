import { createReadStream, existsSync, statSync } from 'node:fs'
import { createServer, type Server, type ServerResponse } from 'node:http'
import { extname, join, normalize } from 'node:path'

import { network } from './network'

const DIST = join(import.meta.dirname, '..', '..', 'dist')
const KINDS: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}

/** The built app as any web server serves it, in a folder of its own, with a `config.json` of the test's choice. */
export class Site {
  readonly #server: Server
  /** What `config.json` says to the next page that is loaded. */
  config: object
  readonly origin: string
  /** Where the app is: not at the root, as it has to work from any path. */
  readonly address: string

  private constructor(server: Server, origin: string, config: object) {
    this.#server = server
    this.origin = origin
    this.address = `${origin}/some/where/`
    this.config = config
  }

  static async open(config: object): Promise<Site> {
    if (!existsSync(join(DIST, 'index.html'))) throw new Error(`${DIST} is empty: run npm run build`)
    const server = createServer()
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('the server has no port')
    const site = new Site(server, `http://127.0.0.1:${address.port}`, config)
    server.on('request', (request, response) => site.#answer(request.url ?? '/', response))
    return site
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((done) => this.#server.close(done))
  }

  #answer(url: string, response: ServerResponse): void {
    const path = new URL(url, this.origin).pathname
    const inside = path.startsWith('/some/where/') ? normalize(path.slice('/some/where/'.length)) : undefined
    if (inside === 'config.json') {
      response.writeHead(200, head('.json')).end(JSON.stringify(this.config))
      return
    }
    const file = inside === undefined ? undefined : fileOf(inside)
    if (file === undefined || !existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404, head('.txt')).end()
      return
    }
    response.writeHead(200, head(extname(file)))
    createReadStream(file).pipe(response)
  }
}

/** A file of the bundle, or a list of the airdrop, which whoever serves the app puts beside it. */
function fileOf(path: string): string | undefined {
  const [folder, rest] = path.startsWith('airdrop/') ? [network.airdrop, path.slice('airdrop/'.length)] : [DIST, path === '.' ? 'index.html' : path]
  const file = join(folder, rest)
  return file.startsWith(folder) ? file : undefined
}

function head(extension: string): Record<string, string> {
  return {
    'Content-Type': KINDS[extension] ?? 'text/plain; charset=utf-8',
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-store',
  }
}
