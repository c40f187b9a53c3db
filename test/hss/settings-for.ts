import type { StandIn } from './stand-in.ts'

/** The environment of a server that reads a stand-in. */
export const settingsFor = (
  { account, endpoints }: Pick<StandIn, 'account' | 'endpoints'>,
  callsPerMinute: number,
) => ({
  HUAWEICLOUD_SDK_AK: account.keys.accessKey,
  HUAWEICLOUD_SDK_SK: account.keys.secretKey,
  HSS_REGION: account.region,
  HSS_ENDPOINT: endpoints.hss,
  IAM_ENDPOINT: endpoints.iam,
  EPS_ENDPOINT: endpoints.eps,
  HSS_CALLS_PER_MINUTE: String(callsPerMinute),
})
