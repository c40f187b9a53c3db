import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

import type { PortRow } from '#contract/port-row.ts'
import { openStore } from '#server/store/open.ts'
import type { Store } from '#server/store/types.ts'

import { laterRows } from './rows.ts'
import { timed } from './stats.ts'

/** The projects of the recorded data: all the rows there can be, and as many as a real fleet has. */
export const PROJECTS = { full: 'full', small: 'small' } as const

/** Milliseconds of each run of each job. `bare` is one transaction of inserts into a table without index or history. */
type RecordTimes = { first: number[]; unchanged: number[]; changed: number[]; bare: number[] }

/**
 * Records the rows through the store, as any source does, and leaves them in `dataDir` as two projects. The first
 * snapshot of a scope can be recorded once: more samples of it come from data directories that are then removed.
 */
export async function recordRows(
  dataDir: string,
  rows: { full: readonly PortRow[]; small: readonly PortRow[] },
): Promise<RecordTimes> {
  const times: RecordTimes = { first: [], unchanged: [], changed: [], bare: [] }
  const changed = laterRows(rows.full)
  for (let run = 0; run < 3; run++) {
    const folder = await mkdtemp(join(tmpdir(), 'openports-bench-'))
    times.bare.push(...(await timed(1, () => insertPlainly(join(folder, 'bare.db'), rows.full))))
    const store = await openStore({ dataDir: folder })
    times.first.push(...(await timed(1, () => record(store, PROJECTS.full, rows.full))))
    times.unchanged.push(...(await timed(3, () => record(store, PROJECTS.full, rows.full))))
    times.changed.push(...(await timed(1, () => record(store, PROJECTS.full, changed))))
    await store.close()
    await rm(folder, { recursive: true })
  }

  await mkdir(dataDir, { recursive: true })
  const store = await openStore({ dataDir })
  for (const [project, own] of [
    [PROJECTS.full, rows.full],
    [PROJECTS.small, rows.small],
  ] as const) {
    await store.describeProject({ id: project, name: project, kind: 'inventory' })
    await record(store, project, own)
  }
  await store.close()
  return times
}

async function record(store: Store, project: string, rows: readonly PortRow[]): Promise<void> {
  const now = new Date().toISOString()
  await store.record(
    { project, category: 'host', enterpriseProject: '0' },
    { readFrom: now, readTo: now, complete: 1, rows },
  )
}

function insertPlainly(file: string, rows: readonly PortRow[]): void {
  const db = new DatabaseSync(file)
  db.exec('pragma journal_mode = wal; pragma synchronous = full')
  db.exec('create table row (port integer, type text, servers integer, status text)')
  const insert = db.prepare('insert into row values (?, ?, ?, ?)')
  db.exec('begin')
  for (const { port, type, servers, status } of rows) insert.run(port, type, servers, status)
  db.exec('commit')
  db.close()
}
