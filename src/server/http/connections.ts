import type { Server, ServerResponse } from 'node:http'
import { Server as TlsServer } from 'node:https'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'

/** What one connection may hold of the server. */
export type ConnectionLimits = {
  /** Requests that wait on a connection until the ones before them are answered. */
  maxWaiting: number
  /** How long a client may take nothing of what is sent to it, in milliseconds. */
  unreadTimeout: number
  /** How often that is looked at, in milliseconds. */
  connectionsCheckingInterval: number
}

/** An answer that waits for its turn, or that is under way. */
type Answer = { outgoing: ServerResponse; begin: () => void }

/** A connection: its answers in their order, the first of them under way, and how many bytes its client took until when. */
type Line = { socket: Socket; answers: Answer[]; taken: number; since: number }

/**
 * The open connections. A client may ask again before it has an answer, but each connection has one answer under way: the
 * next request is not looked at until the one before has left. So whoever asks a thousand times and reads nothing holds one
 * answer, and only until it is seen that nothing of it is taken.
 */
export class Connections {
  readonly #lines = new Map<Duplex, Line>()
  /** Connections on which nobody has spoken TLS yet, where it is spoken: to Node's HTTP they are none. */
  readonly #silent = new Map<string, Socket>()
  readonly #limits: ConnectionLimits
  readonly #refuse: (socket: Socket) => void

  /** @param refuse ends a connection on which more wait than may. */
  constructor(server: Server, limits: ConnectionLimits, refuse: (socket: Socket) => void) {
    this.#limits = limits
    this.#refuse = refuse
    const begin = (socket: Socket): void => {
      this.#silent.delete(endsOf(socket))
      this.#lines.set(socket, { socket, answers: [], taken: 0, since: 0 })
      socket.once('close', () => this.#lines.delete(socket))
      // Node makes requests of all that came at once before anybody hears of the first. A thousand of them, which nobody
      // will answer, would hold everybody up for twenty milliseconds.
      socket.prependListener('data', (chunk: Buffer) => {
        if (!holdsMoreHeads(chunk, limits.maxWaiting + 1)) return
        chunk.fill(0) // of this the parser makes none
        refuse(socket)
      })
    }
    if (server instanceof TlsServer) {
      server.on('connection', (socket: Socket) => {
        const ends = endsOf(socket)
        this.#silent.set(ends, socket)
        socket.once('close', () => this.#silent.delete(ends))
      })
      server.on('secureConnection', begin)
    } else server.on('connection', begin)
    const looking = setInterval(() => this.#endUnread(), limits.connectionsCheckingInterval)
    looking.unref()
    server.once('close', () => clearInterval(looking))
  }

  /** Calls `begin` once the answers before this one have left. */
  answer(socket: Socket, outgoing: ServerResponse, begin: () => void): void {
    const line = this.#lines.get(socket)
    if (line === undefined) return // it has ended
    if (line.answers.length > this.#limits.maxWaiting) return this.#refuse(socket)
    line.answers.push({ outgoing, begin })
    if (line.answers.length === 1) this.#beginFirst(line)
  }

  isIdle(socket: Duplex): boolean {
    return (this.#lines.get(socket)?.answers.length ?? 0) === 0
  }

  endIdle(): void {
    for (const socket of this.#silent.values()) socket.destroy()
    for (const { socket, answers } of this.#lines.values()) if (answers.length === 0) socket.destroy()
  }

  #beginFirst(line: Line): void {
    const { socket, answers } = line
    const [first] = answers
    if (first === undefined) return
    first.outgoing.once('close', () => {
      answers.shift()
      if (socket.writable) this.#beginFirst(line) // else it ends with the answer that has left
    })
    first.begin()
  }

  /** Ends the connections whose clients took nothing for too long. What is sent in pieces is taken piece by piece. */
  #endUnread(): void {
    const now = performance.now()
    for (const line of this.#lines.values()) {
      const { socket } = line
      const taken = socket.bytesWritten - socket.writableLength
      if (socket.writableLength === 0 || taken !== line.taken) Object.assign(line, { taken, since: now })
      else if (now - line.since >= this.#limits.unreadTimeout) socket.destroy()
    }
  }
}

/** What tells a connection from every other one that is open. */
const endsOf = ({ remoteAddress, remotePort, localAddress, localPort }: Socket): string =>
  [remoteAddress, remotePort, localAddress, localPort].join(' ')

const HEAD_END = '\r\n\r\n'

/** Whether there are the ends of more than so many requests in it. */
function holdsMoreHeads(chunk: Buffer, most: number): boolean {
  let at = -HEAD_END.length
  for (let heads = 0; heads <= most; heads += 1) {
    at = chunk.indexOf(HEAD_END, at + HEAD_END.length)
    if (at === -1) return false
  }
  return true
}
