/** A kind of file that people name and that cannot be imported: how it is known, and what to do instead. */
type Unsupported = { is: string; remedy: string } & ({ starts: readonly number[] } | { has: RegExp })

const PACKED = 'unpack it first'
const UTF_8 = 'save it as UTF-8'
const AS_CSV = 'not supported yet; turn it into CSV, see docs/importing.md'
const AS_LIST = 'not supported; masscan --readscan FILE -oL LIST makes a list of it'
const ELSEWHERE = 'not supported; use osqueryi --json "select * from listening_ports"'

/** `starts` are the first bytes, `has` is looked for in the text. The first that fits counts. */
const UNSUPPORTED: readonly Unsupported[] = [
  { starts: [0x28, 0xb5, 0x2f, 0xfd], is: 'zstd-compressed', remedy: `${PACKED} with unzstd` },
  { starts: [0xfd, 0x37, 0x7a, 0x58, 0x5a], is: 'xz-compressed', remedy: `${PACKED} with unxz` },
  { starts: [0x42, 0x5a, 0x68], is: 'bzip2-compressed', remedy: `${PACKED} with bunzip2` },
  { starts: [0x50, 0x4b, 0x03, 0x04], is: 'a ZIP archive', remedy: PACKED },
  { starts: [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], is: 'a 7z archive', remedy: PACKED },
  { has: /^(?:[^\0]\0){2}|^(?:\0[^\0]){2}/, is: 'UTF-16 text', remedy: UTF_8 },

  { has: /^masscan\//, is: "masscan's binary output", remedy: AS_LIST },
  { has: /^(?:Open )?[\da-f.:[\]]+:\d+(?:\n|$)/i, is: 'a list of addresses and ports', remedy: AS_CSV },
  {
    has: /^[[{][^]*"rows"\s*:\s*\[/,
    is: "fleetctl's JSON",
    remedy: `not supported yet; save what jq '.rows[]' prints of it`,
  },
  {
    has: /^[[{][^]*"columns"\s*:\s*\{/,
    is: "a report of Fleet's",
    remedy: `not supported yet; save what jq '.results[] | .columns + {host_display_name: .host_name}' prints of it`,
  },
  {
    has: /^(?:\+-+)+\+\n\|[^\n]*\bport\b|^(?:\w+[|,])*port[|,]protocol[|,]family\b/,
    is: "osquery's table",
    remedy: 'expected its JSON, from osqueryi --json',
  },
  { has: /^<[^]*<NessusClientData/, is: "Nessus' XML", remedy: AS_CSV },
  {
    has: /^(?:<\?[^>]*>\s*|<!--[^]*?-->\s*)*<(?:!doctype )?html\b/i,
    is: 'HTML',
    remedy: 'import the file that it was made from',
  },

  {
    has: /^LocalAddress\s+LocalPort\s|^USER\s+COMMAND\s+PID\s+FD\s+PROTO\s/,
    is: 'a table of sockets',
    remedy: ELSEWHERE,
  },
]

/**
 * What a file is that is none of ours, and the remedy: `is xz-compressed: unpack it first with unxz`. Null where it
 * is not known either.
 *
 * @param texts its first characters, from each place where a table may begin; lines end with LF
 */
export function describeUnsupported(head: Uint8Array, texts: readonly string[]): string | null {
  const found = UNSUPPORTED.find((kind) =>
    'starts' in kind
      ? kind.starts.every((byte, i) => head[i] === byte)
      : texts.some((text) => kind.has.test(text)),
  )
  return found ? `is ${found.is}: ${found.remedy}` : null
}
