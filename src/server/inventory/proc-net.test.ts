import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { endianness, tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, expect, test } from 'vitest'

import { listenOnLoopback } from '#test/loopback.ts'

import { readLocalHost } from './local.ts'
import { readProc } from './proc-net.ts'

let proc: string
beforeEach(async () => {
  proc = await mkdtemp(join(tmpdir(), 'openports-proc-'))
})
afterEach(() => rm(proc, { recursive: true }))

const HEADER =
  '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n'
const entry = (local: string, state: string, inode: number) =>
  `   0: ${local} 00000000:0000 ${state} 00000000:00000000 00:00000000 00000000     0        0 ${inode} 1 0 100 0 0 10 0\n`

// These tables are as a little-endian machine writes them.
test.runIf(endianness() === 'LE')('sockets that wait, with the first process that holds them', async () => {
  await mkdir(join(proc, 'net'))
  await mkdir(join(proc, '200/fd'), { recursive: true })
  await mkdir(join(proc, '31/fd'), { recursive: true })
  await mkdir(join(proc, '7'))
  await writeFile(
    join(proc, 'net/tcp'),
    HEADER +
      entry('0100007F:1F90', '0A', 11) +
      entry('00000000:0016', '0A', 12) +
      entry('0100007F:1F91', '01', 13),
  )
  await writeFile(join(proc, 'net/tcp6'), HEADER + entry('B80D0120000000000000000001000000:01BB', '0A', 14))
  await writeFile(join(proc, 'net/udp'), HEADER + entry('3500007F:0035', '07', 15))
  await symlink('socket:[11]', join(proc, '200/fd/3'))
  await symlink('socket:[11]', join(proc, '31/fd/3'))
  await symlink('socket:[15]', join(proc, '31/fd/4'))
  await symlink('/usr/bin/app', join(proc, '31/exe'))

  expect(await readProc(proc)).toMatchObject([
    { type: 'TCP', listeningAddress: '127.0.0.1', port: 8080, pid: 31, path: '/usr/bin/app' },
    { type: 'TCP', listeningAddress: '0.0.0.0', port: 22, pid: 0, path: '' },
    { type: 'TCP6', listeningAddress: '2001:db8::1', port: 443, pid: 0 },
    { type: 'UDP', listeningAddress: '127.0.0.53', port: 53, pid: 31 },
  ])
})

test('a system without the tables', async () => {
  expect(await readProc(proc)).toBeNull()
})

test.runIf(process.platform === 'linux')(
  'this very process is among the listeners of this machine',
  async () => {
    const server = createServer()
    try {
      const port = await listenOnLoopback(server)
      const { name, covered, listeners } = await readLocalHost('me')
      expect(name).toBe('me')
      expect(covered).toHaveLength(4)
      expect(listeners.find((listener) => listener.port === port)).toMatchObject({
        type: 'TCP',
        listeningAddress: '127.0.0.1',
        pid: process.pid,
        path: process.execPath,
      })
    } finally {
      server.close()
    }
  },
)
