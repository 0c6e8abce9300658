import type { Mirror } from '../client/mirror.js'
import type { Block } from '../client/reader.js'
import { MirrorError } from '../errors/index.js'
import { type OpenSocket, type Socket, socketAddress, subscribe } from './socket.js'

/** How it is told of blocks. */
export interface LiveOptions {
  /** Told each time the node does not answer when it is polled, and why. */
  readonly onTrouble?: (error: MirrorError) => void
  /** Opens WebSockets; absent: the platform's. Without one (Node 20) the node is polled. */
  readonly openSocket?: OpenSocket
}

/** Ends the updates; nothing is called any more. */
export type Unsubscribe = () => void

/** How often the node is asked for its last block while no socket tells. */
const POLL_MS = 2_000
/** The first wait before a lost socket is opened again; it doubles up to the longest. */
const FIRST_WAIT_MS = 1_000
const LONGEST_WAIT_MS = 30_000
/** A socket that tells nothing for so long is taken for dead: laptops sleep and change networks. */
const SILENCE_MS = 20_000

/**
 * Tells of each new block: of every one while a socket is open, of the last one when the node is polled. Heights only
 * grow. Of a node that is down it goes on asking, until it is ended; in Node the process lives as long.
 *
 * ```ts
 * const end = live(mirror, ({ height }) => console.log(height))
 * ```
 */
export function live(mirror: Mirror, onBlock: (block: Block) => void, options: LiveOptions = {}): Unsubscribe {
  const updates = new Updates(mirror, onBlock, options)
  updates.start()
  return () => updates.end()
}

/** The platform's WebSocket, if it has one. */
function platformSocket(): OpenSocket | undefined {
  return typeof WebSocket === 'undefined' ? undefined : (address) => new WebSocket(address)
}

class Updates {
  readonly #mirror: Mirror
  readonly #onBlock: (block: Block) => void
  readonly #onTrouble: (error: MirrorError) => void
  readonly #open: OpenSocket | undefined
  #last = 0
  #hasEnded = false
  /** Whether the socket has told of a block. */
  #isTold = false
  #tries = 0
  #socket: Socket | undefined
  readonly #timers: Partial<Record<'poll' | 'again' | 'silence', ReturnType<typeof setTimeout>>> = {}

  constructor(mirror: Mirror, onBlock: (block: Block) => void, options: LiveOptions) {
    this.#mirror = mirror
    this.#onBlock = onBlock
    this.#onTrouble = options.onTrouble ?? (() => undefined)
    this.#open = options.openSocket ?? platformSocket()
  }

  start(): void {
    this.#connect()
    void this.#poll()
  }

  end(): void {
    this.#hasEnded = true
    for (const timer of Object.values(this.#timers)) clearTimeout(timer)
    this.#socket?.close()
  }

  #tell(height: number, time: Date): void {
    if (this.#hasEnded || height <= this.#last) return
    this.#last = height
    this.#onBlock({ height, time })
  }

  #after(name: 'poll' | 'again' | 'silence', ms: number, then: () => void): void {
    clearTimeout(this.#timers[name])
    if (!this.#hasEnded) this.#timers[name] = setTimeout(then, ms)
  }

  /** Opens a socket on the next node in turn. */
  #connect(): void {
    const { endpoints } = this.#mirror.reader
    const endpoint = endpoints[this.#tries % endpoints.length]
    if (this.#open === undefined || endpoint === undefined || this.#hasEnded) return
    let socket: Socket
    try {
      socket = this.#open(socketAddress(endpoint))
    } catch {
      return this.#lost() // a page may forbid the address; polling goes on
    }
    this.#socket = socket
    const lost = () => {
      if (this.#socket === socket) this.#lost()
    }
    const silent = () => {
      socket.close()
      lost() // a socket without a network may take minutes to say that it is closed
    }
    subscribe(socket, {
      head: (height, time) => {
        if (this.#socket !== socket) return
        this.#isTold = true
        this.#tries = 0
        this.#after('silence', SILENCE_MS, silent)
        this.#tell(height, time)
      },
      end: lost,
    })
    this.#after('silence', SILENCE_MS, silent)
  }

  #lost(): void {
    this.#socket = undefined
    const wasTold = this.#isTold
    this.#isTold = false
    const wait = Math.min(FIRST_WAIT_MS * 2 ** this.#tries, LONGEST_WAIT_MS)
    this.#tries += 1
    this.#after('again', wait, () => this.#connect())
    if (wasTold) void this.#poll()
  }

  /** Asks for the last block, and again and again while no socket tells. */
  async #poll(): Promise<void> {
    const block = await this.#mirror.reader.block().catch((error: unknown) => {
      if (!(error instanceof MirrorError)) throw error
      if (!this.#hasEnded) this.#onTrouble(error)
    })
    if (!this.#isTold) this.#after('poll', POLL_MS, () => void this.#poll())
    if (block) this.#tell(block.height, block.time)
  }
}
