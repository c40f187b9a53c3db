import { z } from '#contract/zod.ts'
import { Secret } from '#server/common/secret.ts'

import type { Call, Clock } from './call.ts'
import type { IamUser } from './credentials.ts'
import { HssError } from './errors.ts'
import { ProjectId } from './settings.ts'
import { shared } from './shared.ts'
import { draft } from './transport.ts'

/** What a token is good for: a project of one region (HSS), or the whole account (EPS). No token is good for both. */
type TokenScope = { project: { id: string } | { name: string } } | { domain: { name: string } }

/** How long before its end a token is replaced, in the background: IAM may then be down as long without effect. */
const RENEW_BEFORE = 60 * 60_000
/** Between two attempts to replace a token that still works. */
const RENEW_AGAIN = 60_000
/** What a token is trusted for when its answer does not say; documented are 24 hours. */
const VALID_UNSTATED = 60 * 60_000

const TokenBody = z.object({
  token: z.object({
    expires_at: z.optional(z.string()),
    issued_at: z.optional(z.string()),
    project: z.optional(z.object({ id: ProjectId })),
  }),
})

type Token = { value: Secret; endsAt: number; projectId: string | null; isRefused: boolean }

/** The tokens of one user for one scope: the current one is kept, one fetch at most is under way. */
interface Tokens {
  current: (signal: AbortSignal) => Promise<Pick<Token, 'value' | 'projectId'>>
  /** Takes note that HSS refused a token. It is used until `renew`, unless it was replaced meanwhile. */
  refuse: (value: Secret) => void
  /** Drops the token if it was refused: of fifty calls that failed by one token, one fetches the next. */
  renew: () => void
}

export function createTokens(
  user: IamUser,
  scope: TokenScope,
  { iam, call, clock }: { iam: string; call: Call; clock: Clock },
): Tokens {
  let token: Token | null = null
  let renewFrom = 0

  const fetch = shared(async () => {
    token = await fetchToken()
    renewFrom = token.endsAt - Math.min(RENEW_BEFORE, (token.endsAt - clock()) / 2)
    return token
  })

  async function fetchToken(): Promise<Token> {
    const { data, answer } = await call(
      draft('POST', iam, '/v3/auth/tokens', {
        query: [['nocatalog', 'true']], // the catalogue alone is larger than all that we accept
        body: JSON.stringify({ auth: { identity: identityOf(user), scope } }),
      }),
      { credential: 'password', shape: TokenBody },
      new AbortController().signal,
    )
    const value = answer.headers['x-subject-token'] ?? ''
    if (!/^[\x21-\x7e]{1,32768}$/.test(value))
      throw new HssError('garbled', 'NO_TOKEN', { status: answer.status })
    const { expires_at, issued_at, project } = data.token
    // By how long it is valid, not until when: so a clock that is wrong does no harm.
    const validFor = Date.parse(expires_at ?? '') - Date.parse(issued_at ?? '')
    return {
      value: new Secret(value),
      endsAt: clock() + (validFor > 0 ? validFor : VALID_UNSTATED),
      projectId: project?.id ?? null,
      isRefused: false,
    }
  }

  return {
    current: async (signal) => {
      if (token === null || clock() >= token.endsAt) return fetch(signal)
      if (clock() >= renewFrom) {
        renewFrom = clock() + RENEW_AGAIN
        fetch(new AbortController().signal).catch(() => undefined) // the old one still works; the next call tries again
      }
      return token
    },
    refuse: (value) => {
      if (token?.value === value) token.isRefused = true
    },
    renew: () => {
      if (token?.isRefused === true) token = null
    },
  }
}

const identityOf = ({ name, password, domain }: IamUser) => ({
  methods: ['password'],
  password: { user: { name, password: password.reveal(), domain: { name: domain } } },
})
