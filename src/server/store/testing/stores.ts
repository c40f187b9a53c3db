import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import pg from 'pg'
import { inject } from 'vitest'

import type { PortRow } from '#contract/port-row.ts'
import type { StatisticsQuery } from '#contract/port-statistics.ts'
import { ALL_ENTERPRISE_PROJECTS } from '#contract/scope.ts'
import type { Scope } from '#contract/scope.ts'
import { postgresEngine, sqliteEngine } from '#server/store/engine.ts'
import type { Engine } from '#server/store/engine.ts'
import { openStore } from '#server/store/open.ts'
import type { StorePlace } from '#server/store/open.ts'
import type { HostReport, Listener, Snapshot, Store } from '#server/store/types.ts'

export const ENGINES = ['SQLite', 'PostgreSQL'] as const
export type EngineName = (typeof ENGINES)[number]

/** An empty place for a store, and what takes it away again. */
export async function newPlace(
  engine: EngineName,
): Promise<{ place: StorePlace; remove: () => Promise<void> }> {
  if (engine === 'SQLite') {
    const dataDir = mkdtempSync(join(tmpdir(), 'openports-store-'))
    return {
      place: { dataDir },
      remove: () => Promise.resolve(rmSync(dataDir, { recursive: true, force: true })),
    }
  }
  const server = inject('postgresUrl')
  const database = `test_${crypto.randomUUID().replaceAll('-', '')}`
  await administer(server, `create database ${database}`)
  return {
    place: { databaseUrl: server.replace(/[^/]*$/, database) },
    remove: () => administer(server, `drop database ${database} with (force)`),
  }
}

/** An open store in a place of its own; `remove` closes it and takes the place away. */
export async function openTestStore(
  engine: EngineName,
): Promise<{ store: Store; remove: () => Promise<void> }> {
  const { place, remove } = await newPlace(engine)
  const store = await openStore(place)
  return {
    store,
    remove: async () => {
      await store.close()
      await remove()
    },
  }
}

/** The tables behind a store, to look at what it does not show. */
export const openTables = async (place: StorePlace): Promise<Engine> =>
  'dataDir' in place ? sqliteEngine(place.dataDir) : postgresEngine(place.databaseUrl)

/** How many rows a recorder's snapshots have: enough that one takes several statements. */
export const RECORDER_ROWS = 5_000

/** Another process that records a snapshot for each value, and prints the values as it goes: see recorder.ts. */
export function startRecorder(place: StorePlace, scope: Scope, values: number[]) {
  const work = JSON.stringify({ place, scope, values, rows: RECORDER_ROWS })
  const child = spawn(process.execPath, [join(import.meta.dirname, 'recorder.ts'), work], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let printed = ''
  child.stdout.on('data', (part: Buffer) => (printed += part.toString()))
  return {
    done: new Promise<void>((resolve) => child.once('close', () => resolve())),
    opened: new Promise<void>((resolve) => child.stdout.once('data', () => resolve())),
    kill: () => child.kill('SIGKILL'),
    /** The values whose records the process knows to be done. */
    recorded: () => (printed.match(/^\d+(?=\n)/gm) ?? []).map(Number),
  }
}

async function administer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

let projects = 0
/** A scope of a project that no other test uses. */
export const newScope = (changes?: Partial<Scope>): Scope => ({
  project: `project-${++projects}`,
  category: 'host',
  enterpriseProject: '0',
  ...changes,
})

export const allOf = (scope: Scope): Scope => ({ ...scope, enterpriseProject: ALL_ENTERPRISE_PROJECTS })

/** When a sweep read, in minutes of a sample day: one minute from the first row to the last. */
export const readAt = (minute: number): { readFrom: string; readTo: string } => ({
  readFrom: new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString(),
  readTo: new Date(Date.UTC(2026, 0, 1, 0, minute + 1)).toISOString(),
})

export const snapshot = (minute: number, rows: readonly PortRow[], complete = 1): Snapshot => ({
  ...readAt(minute),
  complete,
  rows,
})

/** `80/TCP 4 danger` as a row. */
export function row(text: string): PortRow {
  const [, port, type = '', servers, status = ''] = /^(\d+)\/(\S*) (\d+) (\S+)$/.exec(text) ?? []
  return { port: Number(port), type, servers: Number(servers), status }
}

/** Asks for all rows of a scope query, unless told otherwise. */
export const asking = (scopeQuery: Scope, changes?: Partial<StatisticsQuery>): StatisticsQuery => ({
  scopeQuery,
  filter: {},
  sort: { key: 'port', descending: false },
  limit: 50_000,
  offset: 0,
  ...changes,
})

export const listener = (port: number, changes?: Partial<Listener>): Listener => ({
  port,
  type: 'TCP',
  listeningAddress: '0.0.0.0',
  pid: 0,
  path: '',
  containerId: '',
  containerName: '',
  ...changes,
})

/** A report of one host that speaks for all its TCP ports. */
export const host = (
  name: string,
  listeners: readonly Listener[],
  changes?: Partial<HostReport>,
): HostReport => ({
  key: name,
  name,
  address: `10.0.0.${name.length}`,
  listeners,
  covered: [{ type: 'TCP', from: 0, to: 65_535 }],
  ...changes,
})
