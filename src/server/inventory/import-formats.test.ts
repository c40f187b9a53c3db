import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

import { afterEach, beforeEach, expect, test } from 'vitest'

import { openStore } from '#server/store/open.ts'
import type { Store } from '#server/store/types.ts'

import { importFiles, INVENTORY } from './import.ts'
import type { ImportOptions } from './import.ts'
import type { ImportProgress } from './read-files.ts'
import { fixture, fixtureBytes, readFixture } from './testing.ts'

const HOSTS: ImportOptions = { category: 'host', enterpriseProject: '0' }

let folder: string
let store: Store
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'openports-formats-'))
  store = await openStore({ dataDir: join(folder, 'data') })
})
afterEach(async () => {
  await store.close()
  await rm(folder, { recursive: true })
})

async function file(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}

async function rows(): Promise<string[]> {
  const { rows } = await store.statistics({
    scopeQuery: { project: INVENTORY.id, category: 'host', enterpriseProject: '0' },
    filter: {},
    sort: { key: 'port', descending: false },
    limit: 50_000,
    offset: 0,
  })
  return rows.map(({ type, port, servers }) => `${type} ${port} ${servers}`)
}

test('each format is known and stored', async () => {
  const names = [
    'masscan.xml',
    'masscan.json',
    'masscan.list',
    'nmap.gnmap',
    'nmap.txt',
    'naabu.json',
    'nessus.csv',
    'netstat-linux.txt',
    'netstat-busybox.txt',
    'netstat-windows.txt',
    'netstat-macos.txt',
    'netstat-freebsd.txt',
    'lsof.txt',
    'powershell.csv',
  ]
  const { files } = await importFiles(store, names.map(fixture), HOSTS)
  const read = new Map(
    files.map(({ file, format, hosts, listeners }) => [file, `${format} ${hosts} ${listeners}`]),
  )
  expect(names.map((name) => read.get(fixture(name)))).toEqual([
    'masscan XML 2 4',
    'masscan JSON 2 3',
    'masscan list 2 3',
    'nmap -oG 2 2',
    'nmap -oN 3 3',
    'naabu 2 3',
    'Nessus 2 2',
    'netstat 1 7',
    'netstat 1 3',
    'netstat 1 6',
    'netstat 1 7',
    'netstat 1 4',
    'lsof 1 5',
    'PowerShell 1 4',
  ])
})

test('a scan that does not say what it scanned adds ports, and closes none', async () => {
  await importFiles(store, [fixture('masscan.list')], HOSTS)
  expect(await rows()).toEqual(['TCP 22 1', 'UDP 161 1', 'TCP 443 1'])
  await importFiles(
    store,
    [await file('later.list', '#masscan\nopen tcp 8080 10.0.0.1 1895490284\n# end\n')],
    HOSTS,
  )
  expect(await rows()).toEqual(['TCP 22 1', 'UDP 161 1', 'TCP 443 1', 'TCP 8080 1'])
})

test('an interrupted scan of nmap adds the hosts that were finished, and closes nothing', async () => {
  await importFiles(store, [fixture('nmap.gnmap')], HOSTS)
  const later = readFixture('nmap.gnmap').replace('22/open', '22/closed').replace('80/closed', '80/open')
  const cut = await file('cut.gnmap', later.slice(0, later.indexOf('Host: 10.0.0.2')))
  await expect(importFiles(store, [cut], HOSTS)).rejects.toThrow(
    '--partial imports the hosts that were finished',
  )
  await importFiles(store, [cut], { ...HOSTS, isPartial: true })
  expect(await rows()).toEqual(['TCP 22 1', 'TCP 80 1', 'TCP 443 1'])
})

test('a packed file is of the same server, and its progress is that of its bytes on disk', async () => {
  const packed = await file('netstat-web1.txt.gz', gzipSync(readFixture('netstat-linux.txt')))
  const seen: ImportProgress[] = []
  const progress = { show: (now: ImportProgress) => void seen.push({ ...now }), end: () => undefined }
  const { files } = await importFiles(store, [packed], HOSTS, { progress })
  expect(files).toMatchObject([{ format: 'netstat', hosts: 1, listeners: 7 }])
  const last = seen.at(-1)
  expect(last?.bytes).toBe(last?.ofBytes)
  const { hosts } = await store.portHosts({
    scopeQuery: { project: INVENTORY.id, category: 'host', enterpriseProject: '0' },
    port: 22,
    limit: 10,
    offset: 0,
  })
  expect(hosts.map(({ hostName }) => hostName)).toEqual(['web1', 'web1'])
})

test('one server of a file is called as it is told to be', async () => {
  const windows = await file('sockets.csv', fixtureBytes('powershell.csv'))
  await importFiles(store, [windows], { ...HOSTS, hostName: 'win1' })
  expect(await rows()).toEqual(['UDP 123 1', 'TCP6 135 1', 'UDP6 1900 1', 'TCP 3389 1'])
})
