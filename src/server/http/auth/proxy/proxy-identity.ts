/** The user whom a trusted proxy names, and their groups. */
export type ProxyIdentity = { name: string; groups: readonly string[] }

/** The names of the headers in which the proxy sends them. */
export type IdentityHeaders = { user: string; groups: string }

const NAME_MAX = 256 // characters

/** Characters that cannot be seen, so that two names could look alike. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\ufffd]/u

/**
 * Reads the user from the raw headers, name and value in turn. Only the exact name of a header counts: `X_Forwarded_User`,
 * which some servers treat as the same, is another one. Null if no user is named; `malformed` if a header was sent twice,
 * names a list, or has invisible characters.
 */
export function readProxyIdentity(
  rawHeaders: readonly string[],
  headers: IdentityHeaders,
): ProxyIdentity | 'malformed' | null {
  const users = valuesOf(rawHeaders, headers.user)
  const lists = valuesOf(rawHeaders, headers.groups)
  if (users.length > 1 || lists.length > 1) return 'malformed'
  const name = textOf(users[0] ?? '')
  const list = textOf(lists[0] ?? '')
  if (name === null || list === null || name.includes(',') || name.length > NAME_MAX) return 'malformed'
  if (name === '') return null
  const groups = list.split(',').map((group) => group.trim())
  return { name, groups: groups.filter((group) => group !== '') }
}

function valuesOf(rawHeaders: readonly string[], wanted: string): string[] {
  const name = wanted.toLowerCase()
  return rawHeaders.filter((_, at) => at % 2 === 1 && rawHeaders[at - 1]?.toLowerCase() === name)
}

/** A header's text, which Node decodes as Latin-1 and proxies send as UTF-8; null if it has invisible characters. */
function textOf(value: string): string | null {
  const text = Buffer.from(value, 'latin1').toString('utf8')
  return INVISIBLE.test(text) || text !== text.trim() ? null : text
}
