import { count, moment } from '../client/answer.js'
import { isObject } from '../client/transport.js'

/** The parts of a browser's WebSocket that are used. */
export interface Socket {
  addEventListener(type: 'open' | 'close' | 'error', listener: () => void): void
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void
  send(text: string): void
  close(): void
}

/** Opens a WebSocket. */
export type OpenSocket = (address: string) => Socket

/** Heads of blocks only: whole blocks would load what nobody reads here. */
const SUBSCRIBE = JSON.stringify({
  jsonrpc: '2.0',
  id: 1,
  method: 'subscribe',
  params: { query: "tm.event='NewBlockHeader'" },
})

/** Where the node of an RPC address takes WebSockets. */
export function socketAddress(endpoint: string): string {
  return `${endpoint.replace(/^http/, 'ws').replace(/\/+$/, '')}/websocket`
}

/** Subscribes to heads of blocks. Tells of each one, and once when the socket is of no more use. */
export function subscribe(
  socket: Socket,
  tell: { readonly head: (height: number, time: Date) => void; readonly end: () => void },
): void {
  socket.addEventListener('open', () => socket.send(SUBSCRIBE))
  socket.addEventListener('message', ({ data }) => {
    const head = typeof data === 'string' ? readHead(data) : undefined
    if (head === 'refused') socket.close()
    else if (head) tell.head(head.height, head.time)
  })
  // An error is always followed by a close.
  socket.addEventListener('error', () => undefined)
  socket.addEventListener('close', tell.end)
}

/** The head of a block in a message of the node; nothing in its answer to the subscription. */
function readHead(text: string): { height: number; time: Date } | 'refused' | undefined {
  let message: unknown
  try {
    message = JSON.parse(text)
  } catch {
    return 'refused' // whoever speaks here is no node
  }
  if (isObject(message) && 'error' in message) return 'refused'
  const header = ['result', 'data', 'value', 'header'].reduce<unknown>(
    (inner, name) => (isObject(inner) ? inner[name] : undefined),
    message,
  )
  if (!isObject(header)) return undefined
  try {
    return { height: count(header['height']), time: moment(header['time']) }
  } catch {
    return 'refused' // a head that can not be read: polling tells why
  }
}
