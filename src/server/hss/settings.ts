import { z } from '#contract/zod.ts'
import { Secret } from '#server/common/secret.ts'

import type { Credentials } from './credentials.ts'

/** The origins of the services, a full one each (`https://hss.cn-north-4.myhuaweicloud.com`). */
export type Endpoints = { hss: string; iam: string; eps: string }

/** One HSS project to read. */
export type HssSettings = {
  /** What the page calls it. */
  name: string
  region: string
  endpoints: Endpoints
  /** Null: looked up at IAM, where a region's own project has the region's name. */
  projectId: string | null
  credentials: Credentials
  /** Of one API with this credential, and from this address. HSS documents 5. */
  callsPerMinute: number
  /** Which to read; null: all that EPS lists. */
  enterpriseProjects: readonly string[] | null
  /** How far HSS itself may be behind the servers, in seconds; null if it is not set. */
  lagHint: number | null
}

export const DEFAULT_CALLS_PER_MINUTE = 5
export const CALLS_WANTED = 'use a whole number from 1 to 600'

const REGION_WANTED = 'use the id of a region, like cn-north-4'
const PROJECT_WANTED = 'use the id of a project: letters, digits, - and _'
const PRINTABLE_WANTED = 'use printable ASCII without spaces'
const ORIGIN_WANTED =
  'use an origin and nothing else, like https://hss.cn-north-4.myhuaweicloud.com; plain http is for addresses and ' +
  'localhost alone'

export const Region = z
  .string(REGION_WANTED)
  .check(z.regex(/^[a-z]{2,12}(-[a-z0-9]{1,16}){1,4}$/, REGION_WANTED))
export const ProjectId = z.string(PROJECT_WANTED).check(z.regex(/^[\w-]{1,256}$/, PROJECT_WANTED))
export const CallsPerMinute = z
  .int(CALLS_WANTED)
  .check(z.minimum(1, CALLS_WANTED), z.maximum(600, CALLS_WANTED))
export const Origin = z.string(ORIGIN_WANTED).check(z.refine(isOrigin, ORIGIN_WANTED))

/** A secret that goes into a header as it is. A token has up to 32,768 characters; the longest are these. */
export const HeaderSecret = z.pipe(
  z.string().check(z.regex(/^[\x21-\x7e]{1,32768}$/, PRINTABLE_WANTED)),
  z.transform((word) => new Secret(word)),
)

/** A secret that goes into a body. */
export const AnySecret = z.pipe(
  z.string().check(z.minLength(1)),
  z.transform((word) => new Secret(word)),
)

/**
 * Spelt exactly as it will be used: a host in another notation (`http://2130706433`), with a user, a path or a query
 * is refused rather than understood.
 */
function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { origin, protocol, hostname } = new URL(text)
  if (origin !== text) return false
  return protocol === 'https:' || (protocol === 'http:' && /^(localhost|[0-9.]+|\[.*\])$/.test(hostname))
}

/** Regions with accounts of their own, which IAM and EPS of the others do not know. */
const OWN_ACCOUNTS = new Set(['eu-west-101', 'my-kualalumpur-1', 'ru-moscow-1'])

/**
 * Where the services of a region are. A token of a region's own IAM is good in that region alone, and EPS is one for all
 * regions, so IAM is the one for all regions as well.
 */
export function endpointsOf(region: string): Endpoints {
  const domain = region === 'eu-west-101' ? 'myhuaweicloud.eu' : 'myhuaweicloud.com'
  const own = (service: string): string => `https://${service}.${region}.${domain}`
  return OWN_ACCOUNTS.has(region)
    ? { hss: own('hss'), iam: own('iam'), eps: own('eps') }
    : { hss: own('hss'), iam: `https://iam.${domain}`, eps: `https://eps.${domain}` }
}
