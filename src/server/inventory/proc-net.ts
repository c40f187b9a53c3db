import { readdir, readFile, readlink } from 'node:fs/promises'
import { endianness } from 'node:os'
import { join } from 'node:path'

import type { Listener } from '#server/store/types.ts'

import { bareListener, canonicalAddress, listenerKey } from './sockets.ts'

/** Linux's tables, and the state of a socket that waits (include/net/tcp_states.h: TCP_LISTEN, TCP_CLOSE for UDP). */
const TABLES = [
  { file: 'tcp', type: 'TCP', waiting: '0A' },
  { file: 'tcp6', type: 'TCP6', waiting: '0A' },
  { file: 'udp', type: 'UDP', waiting: '07' },
  { file: 'udp6', type: 'UDP6', waiting: '07' },
] as const

type Socket = { type: string; address: string; port: number; inode: string }
type Owner = { pid: number; path: string }

/**
 * The listeners of the network namespace of this process, from Linux's `/proc` (proc_net(5), proc_pid_fd(5)).
 * A process that this user may not look into stays unknown: `pid` 0. Nothing at all when there are no such tables.
 *
 * @param proc where the proc file system is mounted
 */
export async function readProc(proc: string): Promise<Listener[] | null> {
  const tables = await Promise.all(
    TABLES.map(async ({ file, type, waiting }) => {
      const table = await readOr(null, readFile(join(proc, 'net', file), 'latin1')) // IPv6 may be switched off
      return table === null ? null : readTable(table, type, waiting)
    }),
  )
  if (tables.every((table) => table === null)) return null

  const sockets = tables.flatMap((table) => table ?? [])
  const owners = await findOwners(proc, new Set(sockets.map(({ inode }) => inode)))
  const listeners = new Map<string, Listener>()
  for (const { type, address, port, inode } of sockets) {
    const listener = { ...bareListener(port, type, address), ...owners.get(inode) }
    const key = listenerKey(listener)
    if (!listeners.has(key)) listeners.set(key, listener)
  }
  return [...listeners.values()]
}

function readTable(table: string, type: string, waiting: string): Socket[] {
  return table.split('\n').flatMap((line) => {
    const [, local = '', , state, , , , , , inode = ''] = line.trim().split(/\s+/)
    const [address = '', port = ''] = local.split(':')
    return state === waiting
      ? [{ type, address: readAddress(address), port: Number.parseInt(port, 16), inode }]
      : []
  })
}

/** The kernel prints an address as 32-bit words in the machine's own byte order. */
function readAddress(hex: string): string {
  const bytes = Buffer.from(hex, 'hex')
  if (endianness() === 'LE') bytes.swap32()
  if (bytes.length === 4) return bytes.join('.')
  const groups =
    hex.length === 32 ? Array.from({ length: 8 }, (_, i) => bytes.readUInt16BE(i * 2).toString(16)) : []
  return canonicalAddress(groups.join(':')) ?? ''
}

/** Which process holds each of the sockets open: of several the one with the lowest number. */
async function findOwners(proc: string, inodes: ReadonlySet<string>): Promise<Map<string, Owner>> {
  const owners = new Map<string, Owner>()
  const pids = (await readdir(proc)).filter((name) => /^[0-9]+$/.test(name)).map(Number)
  for (const pid of pids.toSorted((a, b) => a - b)) {
    const held = (await socketsOf(join(proc, `${pid}`, 'fd'))).filter(
      (inode) => inodes.has(inode) && !owners.has(inode),
    )
    if (held.length === 0) continue
    const path = await pathOf(join(proc, `${pid}`))
    for (const inode of held) owners.set(inode, { pid, path })
  }
  return owners
}

async function socketsOf(folder: string): Promise<string[]> {
  const files = await readOr([], readdir(folder))
  const links = await Promise.all(files.map((file) => readOr('', readlink(join(folder, file)))))
  return links.flatMap((link) => /^socket:\[([0-9]+)\]$/.exec(link)?.[1] ?? [])
}

async function pathOf(folder: string): Promise<string> {
  const executable = await readOr('', readlink(join(folder, 'exe')))
  return executable || (await readOr('', readFile(join(folder, 'comm'), 'utf8'))).trim()
}

/** Processes end and permissions lack while one looks: then the answer is `fallback`. */
const readOr = <Value>(fallback: Value, reading: Promise<Value>): Promise<Value> =>
  reading.catch(() => fallback)
