/** Who a trusted proxy says is asking, and the groups that they are in. */
export type ProxyIdentity = { name: string; groups: readonly string[] }

/** The names of the headers in which it says so. */
export type IdentityHeaders = { user: string; groups: string }

const NAME_MAX = 256 // characters

/** Invisible characters, which could make one name look like another. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\ufffd]/u

/**
 * Reads who asks from the headers as they were sent, name and value in turn. Only the exact name of a header counts:
 * `X_Forwarded_User`, which some programs take for the same, is another one. Null when nobody is named, `malformed` when
 * that is ambiguous: sent twice, a list, or with invisible characters.
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

/** The text of a header's bytes, which Node gives as Latin-1 and proxies write as UTF-8; null when it is none. */
function textOf(value: string): string | null {
  const text = Buffer.from(value, 'latin1').toString('utf8')
  return INVISIBLE.test(text) || text !== text.trim() ? null : text
}
