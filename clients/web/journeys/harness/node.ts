import { connect, createServer, type Server, type Socket } from 'node:net'

/** How the node is to the browser. */
export type Mood = 'well' | 'down' | 'silent' | { readonly slow_ms: number } | { readonly says: string }

/** What stands between the browser and the node, and can be made to fail as nodes and networks do. */
export class NodeDoor {
  readonly #server: Server
  readonly #sockets = new Set<Socket>()
  readonly address: string
  #mood: Mood = 'well'

  private constructor(server: Server, port: number) {
    this.#server = server
    this.address = `http://127.0.0.1:${port}`
  }

  static async open(node: string): Promise<NodeDoor> {
    const server = createServer()
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('the door has no port')
    const door = new NodeDoor(server, address.port)
    const { hostname, port } = new URL(node)
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
      const body = mood.says
      const length = Buffer.byteLength(body)
      socket.once('data', () =>
        socket.end(
          `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n` +
            `Access-Control-Allow-Origin: *\r\nAccess-Control-Allow-Headers: *\r\nConnection: close\r\n\r\n${body}`,
        ),
      )
      return
    }
    const node = connect(port, host)
    this.#hold(node)
    const begin = () => socket.pipe(node).pipe(socket)
    socket.once('close', () => node.destroy())
    node.once('close', () => socket.destroy())
    if (typeof mood === 'object') setTimeout(begin, mood.slow_ms)
    else begin()
  }

  #hold(socket: Socket): void {
    this.#sockets.add(socket)
    socket.on('error', () => socket.destroy())
    socket.once('close', () => this.#sockets.delete(socket))
  }
}
