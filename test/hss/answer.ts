import type { Socket } from 'node:net'

/** An answer before it is written, so that a fault can spoil it. */
export type Answer = { status: number; headers: Record<string, string>; body: Buffer }

/** Writes an answer to a connection, right or wrong. */
export type Fault = (answer: Answer, socket: Socket) => void | Promise<void>

export const json = (status: number, body: unknown, headers: Record<string, string> = {}): Answer => ({
  status,
  headers: { 'Content-Type': 'application/json', ...headers },
  body: Buffer.from(JSON.stringify(body)),
})

/** A refusal as the gateway in front of the services words it. */
export const gatewayError = (status: number, code: string, message: string): Answer =>
  json(status, { error_code: code, error_msg: message, request_id: 'gateway-0' })

/** A refusal as HSS words it; its messages come in Chinese. */
export const hssError = (code: string, headers?: Record<string, string>): Answer =>
  json(400, { error_code: code, error_description: '请求失败', error_msg: '请求失败' }, headers)

/** The head of an answer as it goes over the wire. */
export function head({ status, headers, body }: Answer, length: number = body.length): string {
  const lines = Object.entries({ ...headers, 'Content-Length': String(length) }).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  )
  return `HTTP/1.1 ${status} Answer\r\n${lines.join('')}\r\n`
}

/** An answer as it should be. */
export const faultless: Fault = (answer, socket) => {
  socket.write(head(answer))
  socket.end(answer.body)
}
