import { chmod, mkdir, mkdtemp, readFile, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { openStore } from '#server/store/open.ts'
import type { Store } from '#server/store/types.ts'

import { ImportInterrupted } from './import-error.ts'
import { importFiles, importLocal, INVENTORY } from './import.ts'
import type { ImportOptions } from './import.ts'
import type { ImportProgress } from './read-files.ts'
import { fixture } from './testing.ts'

const HOSTS: ImportOptions = { category: 'host', enterpriseProject: '0' }
const NMAP = [fixture('lab/tcp.xml'), fixture('lab/udp.xml')]
const SS = Array.from({ length: 14 }, (_, i) => fixture(`lab/ss-h${i + 1}.txt`))

let folder: string
let store: Store

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'openports-import-'))
  store = await openStore({ dataDir: join(folder, 'data') })
})
afterEach(async () => {
  await store.close()
  await rm(folder, { recursive: true })
})

const file = async (name: string, content: string, written?: string) => {
  const path = join(folder, name)
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, content)
  if (written) await utimes(path, new Date(written), new Date(written))
  return path
}

const rows = async (options = HOSTS) => {
  const { category, enterpriseProject } = options
  const { rows } = await store.statistics({
    scopeQuery: { project: INVENTORY.id, category, enterpriseProject },
    filter: {},
    sort: { key: 'port', descending: false },
    limit: 50_000,
    offset: 0,
  })
  return rows.map(({ type, port, servers }) => `${type} ${port} ${servers}`)
}

const nmap = (
  ports: string,
  services: string,
  start = 1_700_000_000,
) => `<nmaprun scanner="nmap" start="${start}">
<scaninfo protocol="tcp" services="${services}"/>
<host><status state="up"/><address addr="10.0.0.1" addrtype="ipv4"/><ports>${ports
  .split(',')
  .filter((port) => port !== '')
  .map((port) => `<port protocol="tcp" portid="${port}"><state state="open"/></port>`)
  .join('')}</ports></host>
<runstats><finished time="${start + 60}" exit="success"/></runstats></nmaprun>
`

describe('the laboratory of 14 hosts', () => {
  test('has 25 rows and 98 open-port instances from outside, at the time of the scans', async () => {
    const result = await importFiles(store, NMAP, HOSTS)
    expect(result).toMatchObject({ hosts: 14, rows: 25, openPortInstances: 98 })
    expect(result.mark).toMatchObject({
      readFrom: new Date(1_795_490_282_000).toISOString(),
      readTo: new Date(1_795_490_295_000).toISOString(),
    })
    expect(result.files.map(({ format, hosts }) => [format, hosts])).toEqual([
      ['nmap', 14],
      ['nmap', 14],
    ])
    expect(await store.projects()).toMatchObject([{ id: 'inventory', kind: 'inventory', name: 'Inventory' }])
  })

  test('has 34 rows and 142 open-port instances from inside', async () => {
    const result = await importFiles(store, SS, { ...HOSTS, enterpriseProject: 'inside' })
    expect(result).toMatchObject({ hosts: 14, rows: 34, openPortInstances: 142 })
  })

  test('is the same when it is imported again, or file by file', async () => {
    const first = await importFiles(store, NMAP, HOSTS)
    const again = await importFiles(store, NMAP, HOSTS)
    expect({ ...again, changes: first.changes }).toEqual(first)
    for (const path of NMAP.toReversed()) await importFiles(store, [path], HOSTS)
    expect(await rows()).toHaveLength(25)
  })
})

describe('what a scan covered', () => {
  test('replaces what was there, and the rest stays', async () => {
    await importFiles(store, [await file('a.xml', nmap('22,80,443', '1-1000'))], HOSTS)
    await importFiles(store, [await file('b.xml', nmap('81', '80-100'))], HOSTS)
    expect(await rows()).toEqual(['TCP 22 1', 'TCP 81 1', 'TCP 443 1'])
  })

  test('is as the later scan says, in any order of the files', async () => {
    const monday = await file('monday.xml', nmap('22,80', '1-1000', 1_700_000_000))
    const tuesday = await file('tuesday.xml', nmap('22', '1-1000', 1_700_086_400))
    await importFiles(store, [tuesday, monday], HOSTS)
    expect(await rows()).toEqual(['TCP 22 1'])
  })
})

test('after any two scans what the second covered is as it says, the rest as the first says', async () => {
  const port = fc.integer({ min: 1, max: 60 })
  const ports = fc.uniqueArray(port, { minLength: 1, maxLength: 8 })
  let run = 0
  await fc.assert(
    fc.asyncProperty(ports, ports, port, port, async (before, found, a, b) => {
      const [from, to] = [Math.min(a, b), Math.max(a, b)]
      const covered = (port: number) => port >= from && port <= to
      const second = found.filter(covered)
      const options = { ...HOSTS, enterpriseProject: `run-${++run}` }
      const scan = (name: string, ports: number[], services: string) =>
        file(name, nmap(ports.join(','), services)).then((path) => importFiles(store, [path], options))
      await scan('first.xml', before, '1-60')
      await scan('second.xml', second, `${from}-${to}`)
      await scan('second.xml', second, `${from}-${to}`)

      const expected = [...before.filter((port) => !covered(port)), ...second].toSorted((a, b) => a - b)
      expect(await rows(options)).toEqual(expected.map((port) => `TCP ${port} 1`))
    }),
    { numRuns: 15 },
  )
})

describe('one bad file', () => {
  test('leaves everything as it was', async () => {
    await importFiles(store, [fixture('lab/tcp.xml')], HOSTS)
    const before = await rows()
    const text = await readFile(fixture('lab/udp.xml'), 'utf8')
    const cut = await file('cut.xml', text.slice(0, 20_000))
    await expect(importFiles(store, [...SS, cut], HOSTS)).rejects.toThrow(
      /cut\.xml, line \d+: expected <\/nmaprun>, but the file ends here: it is truncated/,
    )
    expect(await rows()).toEqual(before)
  })

  test('of a first import leaves no project behind, which the page would show empty', async () => {
    const bad = await file('c.txt', 'tcp LISTEN 0 128 0.0.0.0:ssh 0.0.0.0:*\n')
    await expect(importFiles(store, [...SS, bad], HOSTS)).rejects.toThrow(bad)
    expect(await store.projects()).toEqual([])
    await importFiles(store, SS, HOSTS)
    expect(await store.projects()).toMatchObject([INVENTORY])
  })

  test('is not the only one that is reported', async () => {
    const bad = [
      await file('a.xml', nmap('99999', '22')),
      await file('b.xml.zip', 'PK\u0003\u0004'),
      join(folder, 'missing.xml'),
      await file('c.txt', 'tcp LISTEN 0 128 0.0.0.0:ssh 0.0.0.0:*\n'),
    ]
    bad.push(join(folder, 'without'))
    await mkdir(join(folder, 'without'))
    const told = await importFiles(store, [...NMAP, ...bad], HOSTS).then(
      () => '',
      (error: Error) => error.message,
    )
    expect(told).toMatch(/^nothing was imported: 5 files have errors:\n/)
    for (const path of bad) expect(told).toContain(`\n  ${path}`)
    expect(await rows()).toEqual([])
  })

  test('says why it cannot be read', async () => {
    const missing = join(folder, 'missing.xml')
    const link = join(folder, 'link.xml')
    await symlink(missing, link)
    const refused = (path: string, why: string) =>
      expect(importFiles(store, [path], HOSTS)).rejects.toThrow(why)
    await refused(missing, `${missing}: cannot be read: there is no such file`)
    await refused(link, `${link}: is a broken link`)
    await mkdir(join(folder, 'none/.hidden'), { recursive: true })
    await refused(join(folder, 'none'), 'none: is a directory without files')
    await refused('/dev/null', '/dev/null: is not a regular file')
    await refused(await file('empty', ''), 'is empty')
    await refused(await file('e\u001b[2J.txt', ''), 'e\uFFFD[2J.txt: is empty')
  })

  test.skipIf(process.getuid?.() === 0)('says that permission is lacking', async () => {
    const secret = await file('secret.xml', nmap('22', '22'))
    await chmod(secret, 0)
    await expect(importFiles(store, [secret], HOSTS)).rejects.toThrow('cannot be read: permission denied')
  })
})

describe('a directory', () => {
  const table = 'tcp LISTEN 0 128 0.0.0.0:22 0.0.0.0:*\n'

  test('is all files in it and below, but for hidden ones, each once', async () => {
    const named = await file('fleet/ss-a.txt', table)
    await file('fleet/rack/ss-b.txt', table)
    await file('fleet/rack/.ss-c.txt.swp', 'x')
    await file('fleet/.git/config', 'x')
    const result = await importFiles(store, [join(folder, 'fleet'), named], HOSTS)
    expect(result).toMatchObject({ hosts: 2, rows: 1, openPortInstances: 2 })
  })

  test('does not make one server of two files that tell none', async () => {
    const rows = JSON.stringify([{ port: 22, protocol: 6, family: 2 }])
    await file('fleet/a/listening.json', rows)
    await file('fleet/b/listening.json', rows)
    await expect(importFiles(store, [join(folder, 'fleet')], HOSTS)).rejects.toThrow(
      /would be the server "listening", as .*listening\.json is/,
    )
  })
})

describe('an import', () => {
  test('shows how far it is, to the last byte and file', async () => {
    const shown: ImportProgress[] = []
    let ended = 0
    const show = (progress: ImportProgress) => shown.push({ ...progress })
    await importFiles(store, NMAP, HOSTS, { progress: { show, end: () => ended++ } })
    const ofBytes = (await Promise.all(NMAP.map((path) => stat(path)))).reduce(
      (sum, { size }) => sum + size,
      0,
    )
    expect(shown.at(-1)).toEqual({ bytes: ofBytes, ofBytes, files: 1, ofFiles: 2 })
    expect(shown.map(({ bytes }) => bytes)).toEqual(shown.map(({ bytes }) => bytes).toSorted((a, b) => a - b))
    expect(ended).toBe(1)
  })

  test('that is stopped leaves everything as it was', async () => {
    await importFiles(store, NMAP.slice(0, 1), HOSTS)
    const before = await rows()
    const stop = new AbortController()
    const watch = {
      progress: { show: () => stop.abort(new ImportInterrupted()), end: () => {} },
      signal: stop.signal,
    }
    await expect(importFiles(store, SS, HOSTS, watch)).rejects.toThrow('interrupted: nothing was imported')
    expect(await rows()).toEqual(before)
  })
})

describe('the name of a server', () => {
  const table = 'tcp LISTEN 0 128 0.0.0.0:22 0.0.0.0:*\n'

  const names = async () => {
    const { hosts } = await store.portHosts({
      scopeQuery: { project: INVENTORY.id, category: 'host', enterpriseProject: '0' },
      port: 22,
      limit: 10,
      offset: 0,
    })
    return hosts.map(({ hostName }) => hostName)
  }

  test('is the one of the file, or the one given', async () => {
    await importFiles(store, [await file('ss-web1.example.txt', table)], HOSTS)
    await importFiles(store, [await file('ss-any.txt', table)], { ...HOSTS, hostName: 'db1' })
    expect(await names()).toEqual(['db1', 'web1.example'])
  })

  test('is not given to several files, nor to one that names its servers', async () => {
    const options = { ...HOSTS, hostName: 'db1' }
    await expect(importFiles(store, SS.slice(0, 2), options)).rejects.toThrow(
      '--host-name: names one server, but these files are from 2 servers: import them one by one',
    )
    await expect(importFiles(store, NMAP, options)).rejects.toThrow(
      '--host-name: has no effect: these files contain the names of their servers',
    )
  })

  test('is not shared by two files', async () => {
    const [first, second] = [await file('ss-a.txt', table), await file('a.txt', table)]
    await expect(importFiles(store, [first, second], HOSTS)).rejects.toThrow(/would be the server "a", as /)
  })
})

test('the time of a table is when its file was written, and no time is to come', async () => {
  const table = 'tcp LISTEN 0 128 0.0.0.0:22 0.0.0.0:*\n'
  const past = await importFiles(store, [await file('a.txt', table, '2024-02-03T04:05:06Z')], HOSTS)
  expect(past.mark).toMatchObject({
    readFrom: '2024-02-03T04:05:06.000Z',
    readTo: '2024-02-03T04:05:06.000Z',
  })
  const future = await importFiles(store, [await file('b.xml', nmap('22', '22', 9_999_999_999))], HOSTS)
  expect(Date.parse(future.mark.readTo)).toBeLessThanOrEqual(Date.now())
})

test('a server belongs to one enterprise project', async () => {
  const into = (enterpriseProject: string) => importFiles(store, NMAP, { ...HOSTS, enterpriseProject })
  await expect(into('all_granted_eps')).rejects.toThrow(
    '--enterprise-project: all_granted_eps means all enterprise projects',
  )
  await expect(into('')).rejects.toThrow('--enterprise-project: expected an id of 1 to 256 characters')
})

test.runIf(process.platform === 'linux')('this machine is a server of the inventory', async () => {
  const result = await importLocal(store, { ...HOSTS, hostName: 'me' })
  expect(result.hosts).toBe(1)
  expect(await store.projects()).toHaveLength(1)
})
