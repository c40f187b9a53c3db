/** Predefined by XML itself. sax would read HTML's too, and a document may declare none here. */
const PREDEFINED: ReadonlyMap<PropertyKey, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
])

/**
 * What sax looks references up in. nmap writes `&#x1b;` where a service answered with a control character, which XML
 * forbids: such a number is read as the replacement character, and the others are left to sax.
 */
export const ENTITIES = new Proxy<Record<string, string>>(
  {},
  { get: (_, name) => PREDEFINED.get(name) ?? (isForbiddenNumber(String(name)) ? '\uFFFD' : undefined) },
)

/** https://www.w3.org/TR/xml/#NT-Char */
function isForbiddenNumber(reference: string): boolean {
  const [, hex, decimal] = /^#(?:x([\da-f]+)|(\d+))$/i.exec(reference) ?? []
  const code = hex ? Number.parseInt(hex, 16) : decimal ? Number(decimal) : 0x20
  return (
    (code < 0x20 && code !== 0x09 && code !== 0x0a && code !== 0x0d) ||
    (code >= 0xd800 && code <= 0xdfff) ||
    code === 0xfffe ||
    code === 0xffff ||
    code > 0x10ffff
  )
}
