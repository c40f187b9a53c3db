import { createHash, createHmac } from 'node:crypto'

import type { Secret } from '#server/common/secret.ts'

const ALGORITHM = 'SDK-HMAC-SHA256'

/** An access key and its secret, with the security token that goes with temporary ones. */
export type AccessKeys = { accessKey: Secret; secretKey: Secret; securityToken: Secret | null }

/** What a signature covers. `path` and `query` are as written on the wire, headers by any spelling of their names. */
export type Signable = {
  method: string
  path: string
  query: string
  headers: Readonly<Record<string, string>>
  body: string
}

/**
 * Percent-encodes as the signature wants it: only `A-Z a-z 0-9 - _ . ~` stay. `encodeURIComponent` leaves five more,
 * and a request encoded on the wire by another rule than in the signature is refused.
 */
export const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)

/** A query string in the one order and spelling that is both sent and signed: by name, then by value. */
export const queryString = (parameters: readonly (readonly [name: string, value: string])[]): string =>
  parameters
    .toSorted(([a, x], [b, y]) => compare(a, b) || compare(x, y))
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .join('&')

/** An instant as `X-Sdk-Date` carries it: `20260101T000000Z`. More than 15 minutes off, and HSS refuses the request. */
export const sdkDate = (at: number): string =>
  `${new Date(at).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`

/**
 * The `Authorization` header of a request by the vendor's SDK-HMAC-SHA256. All given headers are signed; among them must
 * be `Host` and `X-Sdk-Date`.
 */
export function authorization(request: Signable, keys: Pick<AccessKeys, 'accessKey' | 'secretKey'>): string {
  const { signedHeaders, date, hash } = canonical(request)
  const signature = createHmac('sha256', keys.secretKey.reveal())
    .update(`${ALGORITHM}\n${date}\n${hash}`)
    .digest('hex')
  return `${ALGORITHM} Access=${keys.accessKey.reveal()}, SignedHeaders=${signedHeaders}, Signature=${signature}`
}

/** The names of the signed headers, the date, and the SHA-256 of the request in the vendor's canonical form. */
export function canonical({ method, path, query, headers, body }: Signable): {
  signedHeaders: string
  date: string
  hash: string
} {
  const signed = Object.entries(headers)
    .map(([name, value]) => [name.toLowerCase(), value] as const)
    .sort(([a], [b]) => compare(a, b))
  const signedHeaders = signed.map(([name]) => name).join(';')
  const lines = [
    method,
    path.endsWith('/') ? path : `${path}/`, // in the signature alone: the request goes out without it
    query,
    ...signed.map(([name, value]) => `${name}:${value}`),
    '',
    signedHeaders,
    sha256(body),
  ]
  const date = signed.find(([name]) => name === 'x-sdk-date')?.[1] ?? ''
  return { signedHeaders, date, hash: sha256(lines.join('\n')) }
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** By code unit: the other end does not know our locale. */
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
