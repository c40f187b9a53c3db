/** What `OPENPORTS_FRAME_ANCESTORS` takes. */
export const ANCESTORS_WANTED =
  'list exact origins, separated by commas, by TLS unless on this machine: https://console.example.com'

const LOCAL = new Set(['localhost', '127.0.0.1', '[::1]'])

/** The origins of a list separated by commas; null if one is not an exact origin, or is plain http on another machine. */
export function readAncestors(list: string): string[] | null {
  const origins = list.split(',').map((item) => originOf(item.trim()))
  return origins.every((origin) => origin !== null) ? origins : null
}

function originOf(text: string): string | null {
  if (!URL.canParse(text) || text.includes('*')) return null
  const { protocol, hostname, origin } = new URL(text)
  const isSafe = protocol === 'https:' || (protocol === 'http:' && LOCAL.has(hostname))
  return isSafe && origin === text.toLowerCase() ? origin : null
}
