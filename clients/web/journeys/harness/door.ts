import { connect, createServer, type Server, type Socket } from 'node:net'

/** How a node or an index is to the browser. */
export type Mood = 'well' | 'down' | 'silent' | { readonly slow_ms: number } | { readonly says: string; readonly status?: number }

/** What stands between the browser and a service, and can be made to fail as services and networks do. */
export class Door {
  readonly #server: Server
  readonly #sockets = new Set<Socket>()
  readonly address: string
  #mood: Mood = 'well'

  private constructor(server: Server, port: number) {
    this.#server = server
    this.address = `http://127.0.0.1:${port}`
  }

  static async open(service: string): Promise<Door> {
    const server = createServer()
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('the door has no port')
    const door = new Door(server, address.port)
    const { hostname, port } = new URL(service)
    server.on('connection', (socket) => door.#pass(socket, hostname, Number(port)))
    return door
  }

  /** From now on; connections that are open are cut, as they would be. */
  is(mood: Mood): void {
    this.#mood = mood
    for (const socket of this.#sockets) socket.destroy()
  }

  async close(): Promise<void> {
    this.is('down')
    await new Promise((done) => this.#server.close(done))
  }

  #pass(socket: Socket, host: string, port: number): void {
    const mood = this.#mood
    this.#hold(socket)
    if (mood === 'down') {
      socket.destroy()
      return
    }
    if (mood === 'silent') return
    if (typeof mood === 'object' && 'says' in mood) {
      const { says: body, status = 200 } = mood
      const length = Buffer.byteLength(body)
      socket.once('data', () =>
        socket.end(
          `HTTP/1.1 ${status} Said\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n` +
            `Access-Control-Allow-Origin: *\r\nAccess-Control-Allow-Headers: *\r\nConnection: close\r\n\r\n${body}`,
        ),
      )
      return
    }
    const service = connect(port, host)
    this.#hold(service)
    const begin = () => socket.pipe(service).pipe(socket)
    socket.once('close', () => service.destroy())
    service.once('close', () => socket.destroy())
    if (typeof mood === 'object') setTimeout(begin, mood.slow_ms)
    else begin()
  }

  #hold(socket: Socket): void {
    this.#sockets.add(socket)
    socket.on('error', () => socket.destroy())
    socket.once('close', () => this.#sockets.delete(socket))
  }
}
