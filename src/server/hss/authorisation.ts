import { z } from '#contract/zod.ts'

import type { Call, Clock } from './call.ts'
import type { Credentials, IamUser } from './credentials.ts'
import { HssError } from './errors.ts'
import { ProjectId } from './settings.ts'
import { shared } from './shared.ts'
import { authorization, sdkDate } from './sign.ts'
import type { AccessKeys } from './sign.ts'
import { createTokens } from './tokens.ts'
import { draft } from './transport.ts'
import type { HttpRequest } from './transport.ts'

/** Whom a request is meant for: HSS works within a project, EPS for the whole account. */
export type Realm = 'project' | 'account'

/** A request with the proof of who asks, and what to do when HSS says that the proof has expired. */
type Authorised = { request: HttpRequest; credential: 'keys' | 'token'; refused: () => void }

interface Credential {
  authorise: (request: HttpRequest, realm: Realm, signal: AbortSignal) => Promise<Authorised>
  /** The id of the project: as set, else as IAM has it for the region. */
  projectId: (signal: AbortSignal) => Promise<string>
  renew: () => void
}

/** What identifies the project that a credential is used for. */
export type Place = { region: string; projectId: string | null; iam: string }

export function createCredential(
  credentials: Credentials,
  place: Place,
  { call, clock }: { call: Call; clock: Clock },
): Credential {
  return credentials.kind === 'keys'
    ? createSigner(credentials, place, { call, clock })
    : createTokenBearer(credentials, place, { call, clock })
}

const Projects = z.object({
  projects: z.array(z.object({ id: ProjectId, name: z.string() })),
})
const NOTHING_TO_REFUSE = (): void => undefined

function createSigner(
  keys: AccessKeys,
  { region, projectId, iam }: Place,
  { call, clock }: { call: Call; clock: Clock },
): Credential {
  let known = projectId

  const sign = (request: HttpRequest, project: string | null): HttpRequest => {
    const headers = {
      ...request.headers,
      'X-Sdk-Date': sdkDate(clock()),
      ...(project !== null && { 'X-Project-Id': project }),
      ...(keys.securityToken && { 'X-Security-Token': keys.securityToken.reveal() }),
    }
    return {
      ...request,
      headers: { ...headers, Authorization: authorization({ ...request, headers }, keys) },
    }
  }

  const lookUp = shared(async () => {
    const { data } = await call(
      sign(draft('GET', iam, '/v3/projects', { query: [['name', region]] }), null),
      { credential: 'keys', shape: Projects },
      new AbortController().signal,
    )
    const found = data.projects.find(({ name }) => name === region)
    if (!found) throw new HssError('notFound', 'NO_PROJECT')
    known = found.id
    return found.id
  })
  const projectOf = async (signal: AbortSignal): Promise<string> => known ?? (await lookUp(signal))

  return {
    authorise: async (request, realm, signal) => ({
      request: sign(request, realm === 'project' ? await projectOf(signal) : null),
      credential: 'keys',
      refused: NOTHING_TO_REFUSE,
    }),
    projectId: projectOf,
    renew: NOTHING_TO_REFUSE,
  }
}

function createTokenBearer(
  user: IamUser,
  { region, projectId, iam }: Place,
  { call, clock }: { call: Call; clock: Clock },
): Credential {
  const using = { iam, call, clock }
  // A region's own project is named after the region.
  const project = projectId === null ? { name: region } : { id: projectId }
  const tokens = {
    project: createTokens(user, { project }, using),
    account: createTokens(user, { domain: { name: user.domain } }, using),
  }
  return {
    authorise: async (request, realm, signal) => {
      const { value } = await tokens[realm].current(signal)
      return {
        request: { ...request, headers: { ...request.headers, 'X-Auth-Token': value.reveal() } },
        credential: 'token',
        refused: () => tokens[realm].refuse(value),
      }
    },
    projectId: async (signal) => {
      const found = projectId ?? (await tokens.project.current(signal)).projectId
      if (found === null) throw new HssError('notFound', 'NO_PROJECT')
      return found
    },
    renew: () => {
      tokens.project.renew()
      tokens.account.renew()
    },
  }
}
