import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

import { FAULTY_PROJECTS } from './faults.ts'
import { settingsFor } from './settings-for.ts'
import { startStandIn } from './stand-in.ts'

/** Twelve times what HSS grants, so that a sweep ends within a minute during development. */
const CALLS_PER_MINUTE = 60

/**
 * The stand-in, and the dashboard with hot reload against it, on data that is thrown away. `--fault hang` adds an
 * enterprise project whose every call ends in that fault.
 */
const { values } = parseArgs({ options: { fault: { type: 'string', multiple: true, default: [] } } })
const faulty = values.fault.map((name) => {
  const project = FAULTY_PROJECTS.find(({ id }) => id === `fault-${name}`)
  const names = FAULTY_PROJECTS.map(({ id }) => id.slice('fault-'.length)).join(', ')
  if (!project) throw new Error(`There is no fault ${name}; there are ${names}`)
  return project
})

const standIn = await startStandIn({
  rows: 2000,
  churn: { inserts: 2, deletes: 2, relabels: 3 },
  enterpriseProjects: [{ id: '0', name: 'default' }, { id: 'shop', name: 'Shop' }, ...faulty],
  callsPerMinute: CALLS_PER_MINUTE,
})
const dataDir = await mkdtemp(join(tmpdir(), 'openports-dev-'))
const env = {
  ...process.env,
  OPENPORTS_DATA_DIR: dataDir,
  ...settingsFor(standIn, CALLS_PER_MINUTE),
}

const server = spawn(process.execPath, ['src/server/cli/dev.ts'], { env, stdio: 'inherit' })
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => server.kill(signal))
const [code] = await once(server, 'exit')
for (const violation of standIn.violations) process.stderr.write(`stand-in: ${violation}\n`)
await standIn.stop()
await rm(dataDir, { recursive: true })
process.exitCode = Number(code ?? 1)
