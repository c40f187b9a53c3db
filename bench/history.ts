// node bench/history.ts [URL of an empty PostgreSQL database]: what a year of readings takes, as docs/performance.md says it.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import pg from 'pg'

import { openStore } from '#server/store/open.ts'

import { syntheticRows } from './rows.ts'

const HOURS = 30 * 24
const CHANGED = 100 // one row in so many is open on another number of servers at each reading

const databaseUrl = process.argv[2]
const dataDir = await mkdtemp(join(tmpdir(), 'openports-bench-'))
const open = () => openStore(databaseUrl === undefined ? { dataDir } : { databaseUrl })

/** The size of the data at rest, in bytes. */
async function size(): Promise<number> {
  if (databaseUrl !== undefined) {
    const client = new pg.Client({ connectionString: databaseUrl })
    await client.connect()
    await client.query('vacuum')
    await client.end()
  }
  const store = await open()
  const { bytes } = await store.figures()
  await store.close()
  return bytes
}

const rows = syntheticRows(2_000)
const record = async (hours: number, from: number) => {
  const store = await open()
  for (let hour = from; hour < from + hours; hour++) {
    for (let i = hour % CHANGED; i < rows.length; i += CHANGED) rows[i]!.servers += 1 // oxlint-disable-line typescript/no-non-null-assertion -- i is below the length
    const at = new Date(Date.UTC(2026, 0, 1, hour)).toISOString()
    const scope = { project: 'history', category: 'host', enterpriseProject: '0' } as const
    await store.record(scope, { readFrom: at, readTo: at, complete: 1, rows })
  }
  await store.close()
}

await record(1, 0)
const first = await size()
await record(HOURS, 1)
const year = ((await size()) - first) * (365 / 30)
process.stdout.write(`2,000 rows, read hourly, 1 % changed: ${(year / 1e6).toFixed(0)} MB a year\n`)
await rm(dataDir, { recursive: true })
