import { createHmac } from 'node:crypto'

const sha256 = (key: string | Buffer, text: string): string =>
  createHmac('sha256', key).update(text).digest('base64')

/** The headers by which a receiver knows that a message is ours, whole and recent: Standard Webhooks 1.0. `secret` begins with whsec_. */
export function standardWebhookHeaders(
  secret: string,
  { id, at, body }: { id: string; at: Date; body: string },
): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000))
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${sha256(key, `${id}.${timestamp}.${body}`)}`,
  }
}

/** DingTalk's parameters of the address: time in ms, and its signature. */
export function dingtalkParameters(secret: string, at: Date): { timestamp: string; sign: string } {
  const timestamp = String(at.getTime())
  return { timestamp, sign: sha256(secret, `${timestamp}\n${secret}`) }
}

/** Feishu's fields of the body: time in s, and its signature. The text to sign is the key, and what is signed is empty. */
export function feishuFields(secret: string, at: Date): { timestamp: string; sign: string } {
  const timestamp = String(Math.floor(at.getTime() / 1000))
  return { timestamp, sign: sha256(`${timestamp}\n${secret}`, '') }
}
