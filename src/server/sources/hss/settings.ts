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
  /** Of one API with this credential. HSS documents 5. */
  callsPerMinute: number
  /** Which to read; null: all that EPS lists. */
  enterpriseProjects: readonly string[] | null
  /** How far HSS itself may be behind the servers, in seconds; null when nobody has said. */
  lagHint: number | null
}
