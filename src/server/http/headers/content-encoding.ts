import { parseAccept } from 'hono/utils/accept'

/** The content codings that a response can have. */
export type ContentEncoding = 'br' | 'zstd' | 'gzip'

/**
 * The coding to send, by the `Accept-Encoding` of a request (RFC 9110, 12.5.3): of those that the client prefers, the first
 * of `available`; `identity` where it takes none of them. A client that forbids even that gets it all the same, as RFC 9110
 * allows: it has said nothing that could be sent instead.
 */
export function negotiateEncoding(
  acceptEncoding: string | undefined,
  available: readonly ContentEncoding[],
): ContentEncoding | 'identity' {
  const accepted = new Map(parseAccept(acceptEncoding ?? '').map(({ type, q }) => [type.toLowerCase(), q]))
  const other = accepted.get('*') ?? 0
  let chosen: ContentEncoding | 'identity' = 'identity'
  let best = accepted.get('identity') ?? 0 // unless it is named, anything else is preferred
  for (const coding of available) {
    const q = accepted.get(coding) ?? other
    if (q > best || (q === best && q > 0 && chosen === 'identity')) [chosen, best] = [coding, q]
  }
  return chosen
}
