import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { parseNmap } from './nmap.ts'
import { fileOf, parseAll, readFixture, refusal, sockets } from './testing.ts'

const scan = (body: string, { services = '1-1024', exit = 'success' } = {}) => `<?xml version="1.0"?>
<!DOCTYPE nmaprun>
<nmaprun scanner="nmap" start="1795490282">
<scaninfo type="syn" protocol="tcp" numservices="1" services="${services}"/>
${body}
<runstats><finished time="1795490290" exit="${exit}"/><hosts up="1" down="0" total="1"/></runstats>
</nmaprun>
`

const host = (ports: string, { address = '<address addr="10.0.0.1" addrtype="ipv4"/>', names = '' } = {}) =>
  `<host><status state="up"/>${address}<hostnames>${names}</hostnames><ports>${ports}</ports></host>`

const port = (number: number | string, { protocol = 'tcp', state = 'open' } = {}) =>
  `<port protocol="${protocol}" portid="${number}"><state state="${state}"/></port>`

const parse = (text: string) => parseAll(parseNmap, fileOf(text))
const refused = (text: string | Uint8Array) => refusal(parseNmap, fileOf(text))

describe('a scan', () => {
  test('counts the state open alone', async () => {
    const states = ['open', 'open|filtered', 'filtered', 'closed', 'unfiltered', 'closed|filtered']
    const { reports } = await parse(scan(host(states.map((state, i) => port(i + 1, { state })).join(''))))
    expect(sockets(reports[0])).toEqual(['TCP :1'])
  })

  test('has types by the family of the address', async () => {
    const ports = port(53) + port(53, { protocol: 'udp' })
    const ipv6 = { address: '<address addr="2001:DB8:0:0::1" addrtype="ipv6"/>' }
    const { reports } = await parse(scan(host(ports) + host(ports, ipv6)))
    expect(reports.map(sockets)).toEqual([
      ['TCP :53', 'UDP :53'],
      ['TCP6 :53', 'UDP6 :53'],
    ])
    expect(reports[1]).toMatchObject({ key: '2001:db8::1', address: '2001:db8::1' })
  })

  test('knows a server by its IP address, never by the hardware address, and calls it by the name it was told', async () => {
    const address =
      '<address addr="AA:BB:CC:00:11:22" addrtype="mac"/><address addr="10.0.0.9" addrtype="ipv4"/>'
    const names =
      '<hostname name="ptr.example" type="PTR"/><hostname name="asked.example" type="user"/><hostname name="other" type="user"/>'
    const { reports } = await parse(
      scan(host('', { address, names }) + host('', { names: '<hostname name="p" type="PTR"/>' }) + host('')),
    )
    expect(reports.map(({ key, name }) => [key, name])).toEqual([
      ['10.0.0.9', 'asked.example'],
      ['10.0.0.1', 'p'],
      ['10.0.0.1', '10.0.0.1'],
    ])
  })

  test('covers what it was asked for', async () => {
    const { reports } = await parse(scan(host(port(22)), { services: '22,1-20,21,80-90,85' }))
    expect(reports[0]?.covered).toEqual([
      { type: 'TCP', from: 1, to: 22 },
      { type: 'TCP', from: 80, to: 90 },
    ])
  })

  test('covers nothing of a host that nmap gave up on, yet tells what it found', async () => {
    const { reports } = await parse(scan(host(port(22)).replace('<host>', '<host timedout="true">')))
    expect(reports).toMatchObject([{ covered: [], listeners: [{ port: 22 }] }])
  })

  test('says nothing of hosts that are down, and nothing from hints', async () => {
    const down = host(port(22)).replace('"up"', '"down"')
    const hint = '<hosthint><status state="up"/><address addr="10.0.0.7" addrtype="ipv4"/></hosthint>'
    expect((await parse(scan(hint + down))).reports).toEqual([])
  })

  test('passes over what no row can tell, and counts it', async () => {
    const { reports, skipped } = await parse(
      scan(
        host(
          port(1, { protocol: 'sctp' }) +
            port(6, { protocol: 'ip' }) +
            port(7, { protocol: 'sctp', state: 'closed' }),
        ),
      ),
    )
    expect(sockets(reports[0])).toEqual([])
    expect(skipped).toEqual(['open sctp ports', 'open ip ports'])
  })

  test('keeps one port once, and takes control characters out of names', async () => {
    const names = '<hostname name="a&#x9b;b&#10;c&lt;" type="PTR"/>'
    const { reports } = await parse(scan(host(port(22) + port(22), { names })))
    expect(sockets(reports[0])).toEqual(['TCP :22'])
    expect(reports[0]?.name).toBe('abc<')
  })

  test('of an old nmap ends without saying how', async () => {
    const old = scan(host(port(22))).replace(' exit="success"', ' timestr="Sat Jul 12 20:00:00 2003"')
    expect((await parse(old)).reports.map(sockets)).toEqual([['TCP :22']])
  })

  test.each(['&#x1b;', '&#x1;', '&#X01;', '&#27;', '&#0;', '&#xd800;', '&#xffff;', '&#x110000;'])(
    'may hold %s, which XML forbids',
    async (reference) => {
      const names = `<hostname name="a${reference}b&#9;&#x41;" type="PTR"/>`
      const { reports } = await parse(
        scan(`<a b="${reference}">${reference}</a>${host(port(22), { names })}`),
      )
      expect(reports).toMatchObject([{ name: 'a\uFFFDbA' }])
    },
  )

  test('may have script output of some hundred kilobytes', async () => {
    const script = `<script id="vulners" output="${'x&#10;'.repeat(100_000)}"/>`
    const text = scan(host(port(22).replace('</port>', `${script}</port>`)))
    expect((await parseAll(parseNmap, fileOf(text, 'h1', 65_536))).reports).toHaveLength(1)
  })
})

describe('a file that is no whole scan is refused, with the line', () => {
  const cases: [string, string, string][] = [
    [
      'other scanner',
      '<nmaprun scanner="zmap">',
      'scan, line 1: expected scanner="nmap" or "masscan", found "zmap"',
    ],
    [
      'other root',
      '<nmaprun2 scanner="nmap"/>',
      'scan, line 1: expected <nmaprun> alone at the top, found <nmaprun2>',
    ],
    [
      'two scans',
      scan('') + scan('').split('\n').slice(2).join('\n'),
      'expected one scan a file, found a second <nmaprun>',
    ],
    ['text after the end', `${scan('')}x`, 'expected well-formed XML, found text data outside of root node.'],
    [
      'failed scan',
      scan('', { exit: 'error' }),
      'line 6: expected a scan that ended with exit="success", found "error"',
    ],
    [
      'no end',
      scan('').replace(/<runstats>.*<\/runstats>/, ''),
      'expected <finished> in <runstats>, found none',
    ],
    ['port out of range', scan(host(port(65_536))), 'line 5: expected a port from 0 to 65535, found "65536"'],
    ['port not a number', scan(host(port('ssh'))), 'line 5: expected a port from 0 to 65535, found "ssh"'],
    [
      'range out of range',
      scan('', { services: '1-70000' }),
      'line 4: expected ports from 0 to 65535, found "1-70000"',
    ],
    [
      'no address',
      scan(host('', { address: '' })),
      'line 5: expected an IPv4 or IPv6 <address> in <host>, found none',
    ],
    [
      'bad address',
      scan(host('', { address: '<address addr="10.0.0" addrtype="ipv4"/>' })),
      'line 5: expected an ipv4 address, found "10.0.0"',
    ],
    ['bad nesting', scan('<host></port>'), 'line 5: expected well-formed XML, found unexpected close tag'],
    [
      'entity of its own',
      scan('<host comment="&x;"/>'),
      'line 5: expected well-formed XML, found invalid character entity',
    ],
    [
      'entity of JavaScript',
      scan('<host comment="&constructor;"/>'),
      'line 5: expected well-formed XML, found invalid character entity',
    ],
    [
      'declarations',
      scan('').replace('<!DOCTYPE nmaprun>', '<!DOCTYPE nmaprun [<!ENTITY x "y">]>'),
      'line 2: expected a document type without declarations, found some',
    ],
    [
      'depth',
      scan('<a>'.repeat(100) + '</a>'.repeat(100)),
      'line 5: expected at most 64 nested elements, found more',
    ],
    [
      'attributes',
      scan(`<a ${Array.from({ length: 99 }, (_, i) => `a${i}=""`).join(' ')}/>`),
      'line 5: expected at most 64 attributes, found more',
    ],
    [
      'long name',
      scan(host('', { names: `<hostname name="${'x'.repeat(5_000)}" type="PTR"/>` })),
      'line 5: expected values of at most 4096 characters',
    ],
  ]
  test.each(cases)('%s', async (_, text, message) => {
    expect(await refused(text)).toContain(message)
  })

  test('bytes that are not UTF-8', async () => {
    const bytes = Uint8Array.from(Buffer.from(scan('<a b="é"/>'), 'latin1'))
    expect(await refused(bytes)).toBe('scan, line 5: expected UTF-8 text, found other bytes')
  })

  test('an attribute without end', async () => {
    const text = scan(`<script output="${'x'.repeat(1_200_000)}"/>`)
    expect(await refusal(parseNmap, fileOf(text, 'h1', 65_536))).toContain(
      'expected at most 1048576 characters in one value, found more',
    )
  })

  test('a file cut off at any byte', async () => {
    const whole = new TextEncoder().encode(
      scan(host(port(22), { names: '<hostname name="é" type="PTR"/>' })).trimEnd(),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: whole.length - 1 }),
        fc.integer({ min: 1, max: 64 }),
        async (cut, piece) => {
          const message = await refusal(parseNmap, fileOf(whole.subarray(0, cut), 'h1', piece))
          expect(message).toMatch(/^scan, line \d+: expected /)
        },
      ),
      { numRuns: 150 },
    )
    expect(await refused(whole)).toBe('no error')
  })

  test('a cut off real scan', async () => {
    const text = readFixture('lab/tcp.xml')
    expect(await refused(text.slice(0, 9_000))).toMatch(
      /^scan, line \d+: expected <\/nmaprun>, but the file ends here: it is truncated, or the scan was interrupted; --partial imports the hosts that were finished$/,
    )
  })
})

describe('an interrupted scan, where it is taken as far as it went', () => {
  const partial = (text: string) => parseAll(parseNmap, { ...fileOf(text), isPartial: true })
  const second = host(port(80), { address: '<address addr="10.0.0.2" addrtype="ipv4"/>' })

  test('has the hosts that were finished, and covers nothing', async () => {
    const text = scan(host(port(22)) + second)
    for (const cut of [text, text.slice(0, text.indexOf('</host>') + 20), text.replace('success', 'error')]) {
      const { reports } = await partial(cut)
      expect(reports[0]).toMatchObject({ key: '10.0.0.1', covered: [], listeners: [{ port: 22 }] })
    }
    expect((await partial(text.slice(0, text.lastIndexOf('</host>')))).reports).toHaveLength(1)
  })

  test('is refused where it is no scan', async () => {
    await expect(partial('')).rejects.toThrow('expected </nmaprun>')
    await expect(partial('<nmaprun scanner="nmap"><host></ports>')).rejects.toThrow(
      'expected well-formed XML',
    )
  })
})

test('the same reports come out however the bytes arrive', async () => {
  const text = readFixture('lab/udp.xml')
  const whole = await parseAll(parseNmap, fileOf(text, 'h1', 1_000_000))
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 20, max: 4_000 }), async (piece) => {
      expect(await parseAll(parseNmap, fileOf(text, 'h1', piece))).toEqual(whole)
    }),
    { numRuns: 10 },
  )
})
