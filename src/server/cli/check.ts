import { ALL_ENTERPRISE_PROJECTS } from '#contract/scope.ts'
import { describeEgress } from '#server/common/egress.ts'
import { createHssClient } from '#server/hss/client.ts'
import { HssError } from '#server/hss/errors.ts'
import { createLockout } from '#server/hss/lockout.ts'
import type { Lockout } from '#server/hss/lockout.ts'
import type { HssSettings } from '#server/hss/settings.ts'
import { createTransport } from '#server/hss/transport.ts'
import type { Transport } from '#server/hss/transport.ts'

import { readConfig } from './config.ts'
import type { Config } from './config.ts'
import { print } from './terminal.ts'

/** The quota is five calls a minute, and a server may be running on the same credentials. */
const CALLS_MAX = 2

/** Checks the projects that the environment configures, and prints what works. */
export const check = (): Promise<boolean> => checkProjects(readConfig(process.env), print)

/**
 * Asks each project of HSS once, with two calls at most, and reports in one line each whether it works, or what to do.
 *
 * @returns Whether all of them work.
 */
export async function checkProjects(
  { hss: projects, egress }: Pick<Config, 'hss' | 'egress'>,
  say: (line: string) => void,
): Promise<boolean> {
  if (projects.length === 0) {
    say('No HSS project is configured: set HSS_REGION and credentials, or OPENPORTS_CONFIG')
    return false
  }
  const route = describeEgress(egress)
  if (route !== null) say(`Proxy: ${route}`)
  const transport = createTransport({ ownPort: () => null, egress }) // nothing listens during a check
  let works = true
  const lockout = createLockout()
  for (const project of projects) {
    const outcome = await checkProject(project, { transport, lockout })
    say(`${project.name}: ${outcome.lines.join('; ')}`)
    works &&= outcome.works
  }
  return works
}

async function checkProject(
  settings: HssSettings,
  { transport, lockout }: { transport: Transport; lockout: Lockout },
): Promise<{ works: boolean; lines: string[] }> {
  const calls = counted(transport)
  const client = createHssClient(settings, { transport: calls.transport, clock: Date.now, lockout })
  const { signal } = new AbortController()
  try {
    const enterpriseProject = settings.enterpriseProjects?.[0] ?? ALL_ENTERPRISE_PROJECTS
    const window = await client.statistics(
      { category: 'host', enterpriseProject, limit: 10, offset: 0 },
      signal,
    )
    const total = window.total === null ? 'an unknown number of' : window.total.toLocaleString('en-US')
    const lines = [`ok, HSS has ${total} port rows of hosts`]
    if (settings.enterpriseProjects !== null) return { works: true, lines }
    if (calls.left() === 0)
      return { works: true, lines: [...lines, 'EPS was not checked: both calls were needed before'] }
    const names = await client.enterpriseProjects(signal).then(
      (found) => `EPS lists ${found.length} enterprise ${found.length === 1 ? 'project' : 'projects'}`,
      (error: unknown) =>
        error instanceof NoCallLeft
          ? 'EPS lists more enterprise projects than one call returns'
          : `EPS failed: ${describe(error)}`,
    )
    return { works: true, lines: [...lines, names] }
  } catch (error) {
    return { works: false, lines: [`failed: ${describe(error)}`] }
  }
}

class NoCallLeft extends Error {}

/** A transport that counts, and sends no more than a check may. */
function counted(transport: Transport): { transport: Transport; left: () => number } {
  let calls = 0
  return {
    left: () => CALLS_MAX - calls,
    transport: async (request, signal) => {
      if (calls === CALLS_MAX) throw new NoCallLeft()
      calls += 1
      return transport(request, signal)
    },
  }
}

/** The advice, and the ids by which the vendor finds the call. */
function describe(error: unknown): string {
  if (!(error instanceof HssError)) throw error
  const { advice, code, requestId, clockSkew } = error
  const skew = clockSkew === null ? [] : [`${Math.round(clockSkew / 60_000)} minutes ahead`]
  const ids = [code, ...skew, ...(requestId === null ? [] : [`request ${requestId}`])]
  return `${advice.replace(/\.$/, '')} (${ids.join(', ')})`
}
