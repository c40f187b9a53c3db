/** A kind of file that people name and that cannot be imported: how it is known, and what to do instead. */
type Unsupported = { is: string; remedy: string } & ({ starts: readonly number[] } | { has: RegExp })

const PACKED = 'unpack it first'
const UTF_8 = 'save it as UTF-8'
const AS_CSV = 'not supported yet; turn it into CSV, see docs/importing.md'
const AS_LIST = 'not supported yet; save with -oL and turn that into CSV, see docs/importing.md'
const AS_XML = 'expected its XML, from nmap -oX'
const ON_LINUX = 'not supported; use ss -tulpn'
const ELSEWHERE = 'not supported; use osqueryi --json "select * from listening_ports"'

/** Some lines before the first of sockets: prompts, headings in any language. */
const FIRST_LINES = '^(?:[^\\n]*\\n){0,8}'

/** `starts` are the first bytes, `has` is looked for in the text. The first that fits counts. */
const UNSUPPORTED: readonly Unsupported[] = [
  { starts: [0x1f, 0x8b], is: 'gzip-compressed', remedy: `${PACKED} with gunzip` },
  { starts: [0x28, 0xb5, 0x2f, 0xfd], is: 'zstd-compressed', remedy: `${PACKED} with unzstd` },
  { starts: [0xfd, 0x37, 0x7a, 0x58, 0x5a], is: 'xz-compressed', remedy: `${PACKED} with unxz` },
  { starts: [0x42, 0x5a, 0x68], is: 'bzip2-compressed', remedy: `${PACKED} with bunzip2` },
  { starts: [0x50, 0x4b, 0x03, 0x04], is: 'a ZIP archive', remedy: PACKED },
  { starts: [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], is: 'a 7z archive', remedy: PACKED },
  { starts: [0xff, 0xfe], is: 'UTF-16 text', remedy: UTF_8 },
  { starts: [0xfe, 0xff], is: 'UTF-16 text', remedy: UTF_8 },
  { has: /^(?:[^\0]\0){2}|^(?:\0[^\0]){2}/, is: 'UTF-16 text', remedy: UTF_8 },

  { has: /^masscan\//, is: "masscan's binary output", remedy: AS_LIST },
  { has: /^<[^]*<nmaprun\s[^>]*\bscanner="masscan"/, is: "masscan's XML", remedy: AS_LIST },
  {
    has: /^[[{](?=[^]*?"ip"\s*:)[^]*?"(?:ports"\s*:\s*\[|proto"\s*:)/,
    is: "masscan's JSON",
    remedy: AS_LIST,
  },
  {
    has: /^#\s?masscan|^(?:open|banner) \w+ \d+ |^Discovered open port /i,
    is: "masscan's list",
    remedy: AS_CSV,
  },
  {
    has: /^[[{](?=[^]*?"ip"\s*:)(?=[^]*?"port"\s*:)[^]*?"protocol"\s*:/,
    is: "naabu's JSON",
    remedy: AS_CSV,
  },
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
  { has: /^"?Plugin ID"?,/, is: "Nessus' CSV", remedy: AS_CSV },

  { has: /^(?:#[^\n]*\n)*Host: \S+ \(/, is: "nmap's grepable output", remedy: AS_XML },
  {
    has: /^(?:# )?(?:Starting )?Nmap |^# Ports scanned|^Interesting ports on /i,
    is: "nmap's normal output",
    remedy: AS_XML,
  },
  {
    has: /^(?:<\?[^>]*>\s*|<!--[^]*?-->\s*)*<(?:!doctype )?html\b/i,
    is: 'HTML',
    remedy: 'import the file that it was made from',
  },

  {
    has: new RegExp(`${FIRST_LINES}(?:tcp|udp)[46]*\\s+\\d+\\s+\\d+\\s+\\S+\\.(?:\\d+|\\*)\\s`),
    is: "netstat's table",
    remedy: ELSEWHERE,
  },
  {
    has: new RegExp(`${FIRST_LINES}\\s*(?:TCP|UDP)\\s+\\S+:\\d+\\s+\\S+:`),
    is: "netstat's table",
    remedy: ELSEWHERE,
  },
  {
    has: new RegExp(`${FIRST_LINES}(?:tcp|udp)6?\\s+\\d+\\s+\\d+\\s+\\S+:`),
    is: "netstat's table",
    remedy: ON_LINUX,
  },
  {
    has: /^Active Internet connections \((?:w\/o|only|servers and) /,
    is: "netstat's table",
    remedy: ON_LINUX,
  },
  { has: /^Active Internet connections/, is: "netstat's table", remedy: ELSEWHERE },
  { has: /^Proto\s+Recv-Q\s/, is: "netstat's table", remedy: ON_LINUX },
  {
    has: /^COMMAND\s+PID\s.*\bFD\s+TYPE\s|^\S+\s+\d+\s.*\sIPv[46]\s/,
    is: "lsof's table",
    remedy: `${ON_LINUX}, on other systems osquery`,
  },
  {
    has: /^LocalAddress\s+LocalPort\s|^(?:#TYPE [^\n]*\n)?".*"LocalPort"|^USER\s+COMMAND\s+PID\s+FD\s+PROTO\s/,
    is: 'a table of sockets',
    remedy: ELSEWHERE,
  },
]

/**
 * What a file is that is none of ours, and the remedy: `is gzip-compressed: unpack it first with gunzip`. Null where it
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
