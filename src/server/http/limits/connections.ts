import type { Server, ServerResponse } from 'node:http'
import { Server as TlsServer } from 'node:https'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'

/** What one connection may hold of the server. */
type ConnectionLimits = {
  /** Pipelined requests that wait until the ones before them are answered. */
  maxWaiting: number
  /** How long a client may read nothing of what is sent to it, in milliseconds. */
  unreadTimeout: number
  /** How often that is checked, in milliseconds. */
  connectionsCheckingInterval: number
}

/** A response that waits for its turn, or is under way. */
type Pending = { outgoing: ServerResponse; begin: () => void }

/**
 * A connection: its responses in their order, the first of them under way, how many bytes its client had read until when, and
 * whether a body has begun on it, which no other request follows.
 */
type Pipeline = { socket: Socket; pending: Pending[]; read: number; since: number; hasBody: boolean }

/**
 * The open connections. A client may send further requests before it has a response (pipelining), but each connection has one
 * response under way: the next request is not looked at until that one was sent. So a client that sends a thousand requests
 * and reads nothing holds one response, until it is cut off because it reads nothing.
 */
export class Connections {
  readonly #pipelines = new Map<Duplex, Pipeline>()
  /** Connections before their TLS handshake: to Node's HTTP they are none yet. */
  readonly #handshaking = new Map<string, Socket>()
  readonly #limits: ConnectionLimits
  readonly #reject: (socket: Socket) => void

  /** @param reject ends a connection on which more requests wait than may */
  constructor(server: Server, limits: ConnectionLimits, reject: (socket: Socket) => void) {
    this.#limits = limits
    this.#reject = reject
    const begin = (socket: Socket): void => {
      this.#handshaking.delete(endpointsOf(socket))
      const pipeline: Pipeline = { socket, pending: [], read: 0, since: 0, hasBody: false }
      this.#pipelines.set(socket, pipeline)
      socket.once('close', () => this.#pipelines.delete(socket))
      // Node parses all that came at once before the first request is heard of. A thousand requests, which are not going to
      // be answered, would block the event loop for twenty milliseconds.
      socket.prependListener('data', (chunk: Buffer) => {
        if (pipeline.hasBody || !holdsMoreRequests(chunk, limits.maxWaiting + 1)) return
        chunk.fill(0) // the parser makes no request of this
        reject(socket)
      })
    }
    if (server instanceof TlsServer) {
      server.on('connection', (socket: Socket) => {
        const endpoints = endpointsOf(socket)
        this.#handshaking.set(endpoints, socket)
        socket.once('close', () => this.#handshaking.delete(endpoints))
      })
      server.on('secureConnection', begin)
    } else server.on('connection', begin)
    const checking = setInterval(() => this.#endUnread(), limits.connectionsCheckingInterval)
    checking.unref()
    server.once('close', () => clearInterval(checking))
  }

  /** Calls `begin` once the responses before this one were sent. */
  respond(socket: Socket, outgoing: ServerResponse, begin: () => void): void {
    const pipeline = this.#pipelines.get(socket)
    if (pipeline === undefined) return // it has ended
    if (pipeline.pending.length > this.#limits.maxWaiting) return this.#reject(socket)
    pipeline.pending.push({ outgoing, begin })
    if (pipeline.pending.length === 1) this.#beginFirst(pipeline)
  }

  /** Is told that a body has begun: what comes from now on is not looked through for requests. */
  expectBody(socket: Duplex): void {
    const pipeline = this.#pipelines.get(socket)
    if (pipeline !== undefined) pipeline.hasBody = true
  }

  isIdle(socket: Duplex): boolean {
    return (this.#pipelines.get(socket)?.pending.length ?? 0) === 0
  }

  endIdle(): void {
    for (const socket of this.#handshaking.values()) socket.destroy()
    for (const { socket, pending } of this.#pipelines.values()) if (pending.length === 0) socket.destroy()
  }

  #beginFirst(pipeline: Pipeline): void {
    const { socket, pending } = pipeline
    const [first] = pending
    if (first === undefined) return
    first.outgoing.once('close', () => {
      pending.shift()
      if (socket.writable) this.#beginFirst(pipeline) // else it ends with the response that was sent
    })
    first.begin()
  }

  /** Ends the connections whose clients read nothing for too long. What is sent in chunks is read chunk by chunk. */
  #endUnread(): void {
    const now = performance.now()
    for (const pipeline of this.#pipelines.values()) {
      const { socket } = pipeline
      const read = socket.bytesWritten - socket.writableLength
      if (socket.writableLength === 0 || read !== pipeline.read) Object.assign(pipeline, { read, since: now })
      else if (now - pipeline.since >= this.#limits.unreadTimeout) socket.destroy()
    }
  }
}

/** What tells a connection from every other one that is open. */
const endpointsOf = ({ remoteAddress, remotePort, localAddress, localPort }: Socket): string =>
  [remoteAddress, remotePort, localAddress, localPort].join(' ')

const VERSION = ' HTTP/1.'

/** Whether it has more than so many request lines. Their ends are counted: an upload that begins has the ends of many heads. */
function holdsMoreRequests(chunk: Buffer, most: number): boolean {
  let lines = 0
  for (let at = chunk.indexOf(VERSION); at !== -1; at = chunk.indexOf(VERSION, at + VERSION.length)) {
    const end = at + VERSION.length + 1
    if (chunk[end] === 0x0d && chunk[end + 1] === 0x0a && ++lines > most) return true
  }
  return false
}
