import type { Secret } from '#server/common/secret.ts'

import type { AccessRecord } from './access-record.ts'
import type { AdmissionControl, ShedReason } from './limits/admission.ts'

/** What an operator sees of the server, and what protects it from overload. */
export type Operations = {
  admission: AdmissionControl
  /** Takes a record of each request, once its response was sent. */
  recordAccess: (record: AccessRecord) => void
  /** Is told of each request that is refused because of overload. */
  shed: (reason: ShedReason) => void
  /** All metrics in the text format of Prometheus, and the token that opens them, if one is set. */
  metrics: { read: () => Promise<string>; token: Secret | null }
  /** Whether the server was told to stop, and takes its last requests. */
  isStopping: () => boolean
  /** Whether there is a project of HSS to read. */
  readsHss: boolean
}
