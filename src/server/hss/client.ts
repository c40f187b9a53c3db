import { WireHost } from '#contract/port-hosts.ts'
import { ALL_ENTERPRISE_PROJECTS } from '#contract/scope.ts'
import { z } from '#contract/zod.ts'

import { createCredential } from './authorisation.ts'
import type { Realm } from './authorisation.ts'
import { createCall } from './call.ts'
import type { Clock } from './call.ts'
import { identityOf } from './credentials.ts'
import { HssError, requestIdOf } from './errors.ts'
import type { Lockout } from './lockout.ts'
import { createPageSize } from './page-size.ts'
import type { PageSize } from './page-size.ts'
import { readRows } from './rows.ts'
import type { HssSettings } from './settings.ts'
import { encode } from './sign.ts'
import { draft } from './transport.ts'
import type { Transport } from './transport.ts'
import type { HssClient } from './types.ts'

/** A missing count is unknown, and so is one that is no number. A number that counts nothing, or beyond 2^53, makes no sense. */
const total = z.pipe(
  z.transform((value: unknown) => (typeof value === 'number' ? value : null)),
  z.nullable(z.int().check(z.minimum(0))),
)
/** A list that is missing or null says nothing of ports: it must not pass for "no ports". */
const List = z.object({ total_num: total, data_list: z.array(z.unknown()) })

const EnterpriseProjects = z.object({ enterprise_projects: z.array(z.unknown()) })
/** Without control characters, which PostgreSQL cannot store. */
const printable = z.string().check(z.regex(/^[^\p{Cc}\p{Cs}]{1,256}$/u))
const EnterpriseProject = z.object({ id: printable, name: z.catch(z.optional(printable), undefined) })
/** EPS gives up to 1,000 a call, which with long descriptions is more than a body may have. */
const ENTERPRISE_PROJECTS_LIMIT = 100

type Parameters = Readonly<Record<string, string | number | undefined>>
type Operation = 'port/statistics' | 'ports/detail'
type Asked = Parameters & { category: string; enterprise_project_id: string; limit: number }

/** HSS, EPS and, for a user with a password, IAM of one configured project. */
export function createHssClient(
  {
    region,
    projectId,
    endpoints,
    credentials,
  }: Pick<HssSettings, 'region' | 'projectId' | 'endpoints' | 'credentials'>,
  { transport, clock, lockout }: { transport: Transport; clock: Clock; lockout: Lockout },
): HssClient {
  const identity = identityOf(credentials)
  const call = createCall({ transport, clock, lockout, identity })
  const credential = createCredential(credentials, { region, projectId, iam: endpoints.iam }, { call, clock })

  const pageSizes: Readonly<Record<Operation, PageSize>> = {
    'port/statistics': createPageSize(),
    'ports/detail': createPageSize(),
  }

  async function get<T>(
    origin: string,
    path: string,
    { realm, shape, parameters }: { realm: Realm; shape: z.ZodMiniType<T>; parameters: Parameters },
    signal: AbortSignal,
  ) {
    const query = Object.entries(parameters).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(value)] as const],
    )
    const asked = await credential.authorise(draft('GET', origin, path, { query }), realm, signal)
    try {
      return await call(asked.request, { credential: asked.credential, shape }, signal)
    } catch (error) {
      if (error instanceof HssError && error.kind === 'expired') asked.refused()
      throw error
    }
  }

  /** A page of one of HSS's lists, as large as the region takes it. */
  async function ofProject(operation: Operation, { limit: wanted, ...asked }: Asked, signal: AbortSignal) {
    const size = pageSizes[operation]
    const limit = size.limit(wanted)
    try {
      const page = await pageOf(operation, { ...asked, limit }, signal)
      size.taken(limit)
      return page
    } catch (error) {
      const scope = `${asked.category} ${asked.enterprise_project_id}`
      if (!(error instanceof HssError) || error.kind !== 'invalid' || !size.refused(limit, scope)) throw error
      const { code, status, requestId } = error
      throw new HssError('pageSize', code, { status, requestId })
    }
  }

  async function pageOf(operation: Operation, parameters: Parameters, signal: AbortSignal) {
    const project = encode(await credential.projectId(signal))
    const path = `/v5/${project}/asset/${operation}`
    const { data, answer } = await get(
      endpoints.hss,
      path,
      { realm: 'project', shape: List, parameters },
      signal,
    )
    return { total: data.total_num, list: data.data_list, requestId: requestIdOf(answer) }
  }

  return {
    projectId: credential.projectId,

    statistics: async (request, signal) => {
      const { total, list, requestId } = await ofProject(
        'port/statistics',
        {
          category: request.category,
          enterprise_project_id: request.enterpriseProject,
          port: request.port,
          type: request.type,
          status: request.status,
          sort_key: 'port',
          sort_dir: 'asc',
          limit: request.limit,
          offset: request.offset,
        },
        signal,
      )
      return { total, ...readRows(list), requestId }
    },

    portHosts: async (request, signal) => {
      const { total, list, requestId } = await ofProject(
        'ports/detail',
        {
          category: request.category,
          enterprise_project_id: request.enterpriseProject,
          port: request.port,
          type: request.type,
          limit: request.limit,
          offset: request.offset,
        },
        signal,
      )
      // HSS does not say which enterprise project a server is in; when one was asked for, it is that.
      const asked = request.enterpriseProject
      const enterpriseProject = asked === ALL_ENTERPRISE_PROJECTS ? '' : asked
      const hosts = list.flatMap((item) => {
        const host = WireHost.safeParse(item)
        return host.success ? [{ ...host.data, enterpriseProject }] : []
      })
      return { total: total ?? request.offset + list.length, hosts, listed: list.length, requestId }
    },

    enterpriseProjects: async (signal) => {
      const found = new Map<string, string>()
      for (let offset = 0; ; offset += ENTERPRISE_PROJECTS_LIMIT) {
        const { data } = await get(
          endpoints.eps,
          '/v1.0/enterprise-projects',
          {
            realm: 'account',
            shape: EnterpriseProjects,
            parameters: { limit: ENTERPRISE_PROJECTS_LIMIT, offset, sort_key: 'created_at', sort_dir: 'asc' },
          },
          signal,
        )
        const before = found.size
        for (const item of data.enterprise_projects) {
          const read = EnterpriseProject.safeParse(item)
          if (read.success) found.set(read.data.id, read.data.name ?? read.data.id)
        }
        const isLast = data.enterprise_projects.length < ENTERPRISE_PROJECTS_LIMIT
        if (isLast || found.size === before) return [...found].map(([id, name]) => ({ id, name }))
      }
    },

    rejection: () => lockout.standing(identity),
    renewCredential: credential.renew,
  }
}
