import { createServer } from 'node:http'
import type { IncomingMessage, Server } from 'node:http'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'

import { closeServer, listenOnLoopback } from '#test/loopback.ts'

import { createAccounts } from './accounts.ts'
import type { Account } from './accounts.ts'
import { faultless, gatewayError, json } from './answer.ts'
import type { Answer, Fault } from './answer.ts'
import { faultNamed } from './faults.ts'
import { createFleet } from './fleet.ts'
import type { Churn, Fleet } from './fleet.ts'
import { createQuota } from './quota.ts'
import { answerEps, answerHss } from './service.ts'
import type { Region } from './service.ts'

export const SERVICES = ['hss', 'iam', 'eps'] as const
export type Service = (typeof SERVICES)[number]

export type StandInOptions = {
  seed?: string
  /** Rows of each scope at the start, and what changes between two calls. */
  rows?: number
  churn?: Churn
  region?: Region
  account?: Partial<Account>
  enterpriseProjects?: readonly { id: string; name: string }[]
  /** Calls a minute of one API by one credential; null: not counted. */
  callsPerMinute?: number | null
  clock?: () => number
  /** How long a request is on its way, in ms of real time. */
  latency?: () => number
}

/** A request as it arrived: `headers` name by name, as they were written. */
export type Arrival = {
  service: Service
  method: string
  target: string
  headers: [string, string][]
  body: string
  at: number
}

export interface StandIn {
  readonly account: Account
  /** Origins, as the settings take them. */
  readonly endpoints: Readonly<Record<Service, string>>
  readonly arrivals: readonly Arrival[]
  /** What no client may do, in words: a call above the quota, a key locked by wrong signatures. Empty, or a test fails. */
  readonly violations: readonly string[]
  /** The fleet of one scope, to look at and to change. */
  fleet: (category: string, enterpriseProject: string) => Fleet
  /** The next `times` requests to a service end in a fault instead, once they have passed the checks. */
  fail: (service: Service, fault: Fault, times?: number) => void
  recover: (service: Service) => void
  revokeTokens: () => void
  /** Ends a service: connections are refused until `open` listens on the same port again. */
  close: (service: Service) => Promise<void>
  open: (service: Service) => Promise<void>
  stop: () => Promise<void>
}

const DEFAULT_ACCOUNT: Account = {
  region: 'stand-in-1',
  projectId: '0123456789abcdef0123456789abcdef',
  keys: { accessKey: 'STANDINACCESSKEY0001', secretKey: 'stand-in-secret-key', securityToken: null },
  user: { name: 'reader', password: 'stand-in-password', domain: 'stand-in' },
  tokenLength: 3000,
  tokenValidity: 24 * 3_600_000,
}

/** HSS, IAM and EPS on free ports of loopback, over real HTTP. They are as strict as the real ones, or stricter. */
export async function startStandIn(options: StandInOptions = {}): Promise<StandIn> {
  const {
    seed = 'stand-in',
    rows = 500,
    region = {},
    callsPerMinute = 5,
    clock = Date.now,
    latency,
  } = options
  const enterpriseProjects = options.enterpriseProjects ?? [{ id: '0', name: 'default' }]
  const account = { ...DEFAULT_ACCOUNT, ...options.account }

  const arrivals: Arrival[] = []
  const violations: string[] = []
  const fleets = new Map<string, Fleet>()
  const faults = new Map<Service, Fault[]>(SERVICES.map((service) => [service, []]))
  const accounts = createAccounts(account, clock, () =>
    violations.push('a key was locked by wrong signatures'),
  )
  const quota = callsPerMinute === null ? null : createQuota(callsPerMinute, clock)

  const fleet: StandIn['fleet'] = (category, enterpriseProject) => {
    const scope = `${seed} ${category} ${enterpriseProject}`
    const known = fleets.get(scope) ?? createFleet(scope, rows, options.churn)
    fleets.set(scope, known)
    return known
  }

  /** What a service says to a request, faults aside. */
  function answer(service: Service, request: IncomingMessage, body: string): Answer {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://stand-in')
    if (service === 'iam' && request.method === 'POST' && pathname === '/v3/auth/tokens')
      return accounts.signIn(body)
    const query = request.url?.split('?')[1] ?? ''
    const received = { method: request.method ?? '', path: pathname, query, headers: request.headers, body }
    const proof = accounts.prove(received, service === 'hss' ? 'project' : 'account')
    if ('refusal' in proof) return proof.refusal
    const [, project, operation = ''] = /^\/v5\/([^/]+)\/asset\/(.+)$/.exec(pathname) ?? []
    if (quota?.arrive(`${service} ${operation}`, proof.credential) === false) {
      violations.push(`a call above the quota: ${service} ${operation} at ${clock()}`)
      return gatewayError(
        429,
        'APIGW.0308',
        `policy user over ratelimit,limit:${callsPerMinute},time:1 minute`,
      )
    }
    const estate = { region, enterpriseProjects, fleet }
    if (service === 'hss' && project === account.projectId) return answerHss(operation, searchParams, estate)
    if (service === 'eps' && pathname === '/v1.0/enterprise-projects') return answerEps(searchParams, estate)
    if (service === 'iam' && pathname === '/v3/projects') {
      const own = searchParams.get('name') === account.region
      return json(200, { projects: own ? [{ id: account.projectId, name: account.region }] : [] })
    }
    return gatewayError(404, 'APIGW.0101', 'The API does not exist or has not been published')
  }

  async function serve(service: Service, request: IncomingMessage): Promise<void> {
    const { socket } = request
    socket.on('error', () => undefined) // a client that goes away is the client's business
    if (latency) await sleep(latency())
    const body = await text(request)
    const names = request.rawHeaders.filter((_, i) => i % 2 === 0)
    const headers = names.map((name, i): [string, string] => [name, request.rawHeaders[2 * i + 1] ?? ''])
    const { method = '', url: target = '' } = request
    arrivals.push({ service, method, target, headers, body, at: clock() })
    const given = answer(service, request, body)
    given.headers = {
      Date: new Date(clock()).toUTCString(),
      'X-Request-Id': `${service}-${arrivals.length}`,
      ...given.headers,
    }
    const wanted = new URL(target, 'http://stand-in').searchParams.get('enterprise_project_id') ?? ''
    const fault = given.status < 300 ? (faultNamed(wanted) ?? faults.get(service)?.shift()) : undefined
    await (fault ?? faultless)(given, socket)
  }

  const servers = new Map<Service, Server>()
  const ports = new Map<Service, number>()
  const open = async (service: Service): Promise<void> => {
    const server = createServer(
      (request) => void serve(service, request).catch(() => request.socket.destroy()),
    )
    ports.set(service, await listenOnLoopback(server, ports.get(service)))
    servers.set(service, server)
  }
  const close = async (service: Service): Promise<void> => {
    const server = servers.get(service)
    servers.delete(service)
    if (server) await closeServer(server)
  }
  for (const service of SERVICES) await open(service)

  const origin = (service: Service): string => `http://127.0.0.1:${ports.get(service)}`
  return {
    account,
    endpoints: { hss: origin('hss'), iam: origin('iam'), eps: origin('eps') },
    arrivals,
    violations,
    fleet,
    fail: (service, fault, times = 1) =>
      faults.get(service)?.push(...Array.from({ length: times }, () => fault)),
    recover: (service) => void faults.set(service, []),
    revokeTokens: accounts.revokeTokens,
    close,
    open,
    stop: async () => {
      await Promise.all(SERVICES.map(close))
    },
  }
}
