import { digitsWithin } from '#contract/query-string.ts'
import { z } from '#contract/zod.ts'
import { ConfigError } from '#server/common/config-error.ts'

import type { Credentials } from './credentials.ts'
import {
  AnySecret,
  CALLS_WANTED,
  DEFAULT_CALLS_PER_MINUTE,
  endpointsOf,
  HeaderSecret,
  Origin,
  ProjectId,
  Region,
} from './settings.ts'
import type { HssSettings } from './settings.ts'

/** The settings that describe one project, for the schema of all settings. The first three have the names of Huawei's SDK. */
export const HssEnvironment = z.object({
  HUAWEICLOUD_SDK_AK: z.optional(HeaderSecret),
  HUAWEICLOUD_SDK_SK: z.optional(AnySecret),
  HUAWEICLOUD_SDK_SECURITY_TOKEN: z.optional(HeaderSecret),
  HUAWEICLOUD_SDK_PROJECT_ID: z.optional(ProjectId),
  HSS_IAM_USER: z.optional(z.string()),
  HSS_IAM_PASSWORD: z.optional(AnySecret),
  HSS_IAM_DOMAIN: z.optional(z.string()),
  HSS_REGION: z.optional(Region),
  HSS_ENDPOINT: z.optional(Origin),
  IAM_ENDPOINT: z.optional(Origin),
  EPS_ENDPOINT: z.optional(Origin),
  HSS_CALLS_PER_MINUTE: z.optional(digitsWithin(1, 600, CALLS_WANTED)),
})
export type HssEnvironment = z.infer<typeof HssEnvironment>

/** Those that mean nothing but this project: keys may also be there for other programs, or for a file's projects. */
const OF_ONE_PROJECT = [
  'HSS_REGION',
  'HSS_ENDPOINT',
  'IAM_ENDPOINT',
  'EPS_ENDPOINT',
  'HSS_CALLS_PER_MINUTE',
] as const satisfies readonly (keyof HssEnvironment)[]

/**
 * The one project that the environment describes, null when it has no credentials.
 *
 * @throws {ConfigError} when it describes it in part, or with two kinds of credentials.
 */
export function projectOfEnvironment(env: HssEnvironment): HssSettings | null {
  const credentials = credentialsOf(env)
  const set = OF_ONE_PROJECT.find((name) => env[name] !== undefined)
  if (!credentials) {
    if (set === undefined) return null
    throw new ConfigError(
      `${set} is set without credentials: set HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK, or HSS_IAM_USER, HSS_IAM_PASSWORD and HSS_IAM_DOMAIN`,
    )
  }
  const region = required(env, 'HSS_REGION', 'credentials')
  const defaults = endpointsOf(region)
  return {
    name: region,
    region,
    endpoints: {
      hss: env.HSS_ENDPOINT ?? defaults.hss,
      iam: env.IAM_ENDPOINT ?? defaults.iam,
      eps: env.EPS_ENDPOINT ?? defaults.eps,
    },
    projectId: env.HUAWEICLOUD_SDK_PROJECT_ID ?? null,
    credentials,
    callsPerMinute: env.HSS_CALLS_PER_MINUTE ?? DEFAULT_CALLS_PER_MINUTE,
    enterpriseProjects: null,
    lagHint: null,
  }
}

/**
 * With a file of projects the environment describes none.
 *
 * @throws {ConfigError} when it does, since one of the two would have no effect.
 */
export function refuseProjectOfEnvironment(env: HssEnvironment): void {
  const set = OF_ONE_PROJECT.find((name) => env[name] !== undefined)
  if (set !== undefined)
    throw new ConfigError(
      `${set} has no effect with OPENPORTS_CONFIG: move it into that file, or unset one of them`,
    )
}

function credentialsOf(env: HssEnvironment): Credentials | null {
  const keys = env.HUAWEICLOUD_SDK_AK ?? env.HUAWEICLOUD_SDK_SK ?? env.HUAWEICLOUD_SDK_SECURITY_TOKEN
  const user = env.HSS_IAM_USER ?? env.HSS_IAM_PASSWORD ?? env.HSS_IAM_DOMAIN
  if (keys !== undefined && user !== undefined)
    throw new ConfigError('HUAWEICLOUD_SDK_AK and HSS_IAM_USER cannot be combined: set the keys or the user')
  if (keys !== undefined)
    return {
      kind: 'keys',
      accessKey: required(env, 'HUAWEICLOUD_SDK_AK', 'a key'),
      secretKey: required(env, 'HUAWEICLOUD_SDK_SK', 'a key'),
      securityToken: env.HUAWEICLOUD_SDK_SECURITY_TOKEN ?? null,
    }
  if (user === undefined) return null
  return {
    kind: 'user',
    name: required(env, 'HSS_IAM_USER', 'an IAM user'),
    password: required(env, 'HSS_IAM_PASSWORD', 'an IAM user'),
    domain: required(env, 'HSS_IAM_DOMAIN', 'an IAM user'),
  }
}

function required<Name extends keyof HssEnvironment>(
  env: HssEnvironment,
  name: Name,
  by: string,
): NonNullable<HssEnvironment[Name]> {
  const value = env[name]
  if (value === undefined)
    throw new ConfigError(`${name} is not set, but required with ${by}: set it, or unset the others`)
  return value
}
