import { count, plural } from './numbers.ts'

/** The sync with HSS: its progress, failures and quota. */
export const syncStatus = {
  title: 'HSS sync status',
  open: 'Show HSS sync status',
  retryNow: 'Retry now',

  health: {
    none: 'Not synced yet',
    failing: 'Sync failed',
    someFailing: 'Sync failed in part',
    veryOld: 'More than a day old',
    old: 'Older than usual',
    doubtful: 'Incomplete',
    partial: 'Partial',
    complete: 'Complete',
  },

  syncedIn: (range: string, calls: number) =>
    `synced ${range} in ${count(calls)} ${plural(calls, 'call', 'calls')}`,
  parts: (read: number, all: number) => `${count(read)} of ${count(all)} enterprise projects complete`,
  syncingParts: (read: number, all: number) =>
    `syncing: ${count(read)} of ${count(all)} enterprise projects complete`,
  share: (share: string) => `${share} synced`,
  progress: 'Sync progress',
  lag: (duration: string) => `HSS itself may lag the servers by ${duration}.`,
  lagUnknown: 'The lag of HSS itself is not known.',

  syncing: 'syncing…',
  syncingAgain: (share: string) => `syncing again, ${share}`,
  completeIn: (duration: string) => `complete in about ${duration}`,
  nextSync: (duration: string) => `next sync in ${duration}`,
  nextSyncNow: 'next sync now',
  waiting: (duration: string) => `waiting for the HSS quota, next call in ${duration}`,
  failing: (duration: string) => `sync failed, retry in ${duration}`,
  failingForGood: 'sync failed',
  someFailing: (failing: number, all: number) => `${count(failing)} of ${count(all)} scopes failing`,
  nextAttempt: (duration: string) => `Retrying automatically in ${duration}.`,
  noRetry: 'No automatic retry.',
  serverGone: 'no response from the server',

  doubts: {
    incomplete: 'HSS returned incomplete data',
    unstable: 'ports change too fast',
    refused: 'some rows were unreadable',
    moved: 'changed during collection',
    names: 'names are missing',
  },

  notice: {
    failing: 'HSS sync failed.',
    someFailing: (failing: number, all: number, names: readonly string[]) =>
      `${count(failing)} of ${count(all)} scopes failing: ${names.join(', ')}.`,
    someFailingMore: (more: number) => `${count(more)} more`,
    othersHold: 'Other scopes are not affected.',
    veryOld: 'This data is more than a day old.',
    incomplete: 'HSS returned incomplete data.',
    incompleteText:
      'The last sync lacks rows that HSS counts in its total. All figures are lower bounds until a sync is complete.',
    unstable: 'Ports change faster than HSS lets Openports collect them.',
    unstableText: 'The last sync is not complete. A later one may be; a higher quota helps.',
    kept: (instant: string) => `Showing data from ${instant}.`,
    details: 'Details',
  },

  empty: {
    title: 'First sync of this scope',
    syncing: 'Dangerous ports come first. HSS allows few calls per minute, so a full sync takes a while.',
    waiting: 'The HSS quota is used up.',
    soon: 'The first call is about to be made.',
    unknown: 'Loading the sync status…',
    nothingYet: 'No open ports so far.',
    failing: 'The first sync failed.',
    connecting: 'Connecting to HSS',
    connectingText: (region: string) => `Looking up the project in ${region}.`,
    project: (name: string) => `HSS, ${name}`,
  },

  unknownFailure: 'HSS sync failed.',
  failures: {
    network: { what: 'HSS is unreachable.', todo: 'Check the endpoint, the network and any proxy.' },
    timeout: { what: 'HSS did not respond in time.', todo: 'Retrying automatically.' },
    unavailable: { what: 'HSS reported an internal error.', todo: 'Retrying automatically.' },
    garbled: { what: 'Unexpected response from HSS.', todo: 'Check the endpoint and any proxy.' },
    throttled: {
      what: 'The HSS quota is used up.',
      todo: 'The next call waits. HSS_CALLS_PER_MINUTE may be set too high.',
    },
    expired: { what: 'The token has expired.', todo: 'Openports requests a new one automatically.' },
    rejected: {
      what: 'HSS rejected the credentials.',
      todo: 'Correct them and restart. To avoid a lockout, Openports retries every 10 minutes at most.',
    },
    clock: {
      what: 'The clock of the Openports server is wrong.',
      todo: 'Correct it: HSS rejects requests that are 15 minutes off.',
    },
    untrusted: {
      what: 'Could not verify the HSS endpoint (TLS or address).',
      todo: 'Check the endpoint, its certificate and DNS.',
    },
    forbidden: {
      what: 'The credentials lack permission.',
      todo: 'Grant the list permission of HSS in this project.',
    },
    notFound: {
      what: 'HSS does not know this resource.',
      todo: 'Check the project ID and the enterprise project ID.',
    },
    absent: { what: 'This region does not have the API.', todo: 'Check the region and the endpoint.' },
    invalid: {
      what: 'HSS rejected the request as invalid.',
      todo: 'Check the enterprise project ID and the region.',
    },
    pageSize: {
      what: 'HSS rejected the page size.',
      todo: 'Openports requests smaller pages automatically.',
    },
    store: { what: 'The data could not be stored.', todo: 'See the server log.' },
  },

  dialog: {
    region: 'Region',
    quota: 'Calls',
    quotaLeft: (left: number, allowed: number) => `${count(left)} of ${count(allowed)} left this minute`,
    quotaSlowed: (perMinute: number) => `slowed down by HSS, set to ${count(perMinute)}`,
    freeIn: (duration: string) => `next in ${duration}`,
    lag: 'Lag of HSS',
    lagValue: (duration: string) => `up to ${duration}`,
    lagUnknown: 'unknown',
    collector: 'Collector',
    collectorElsewhere: 'another process on the same database',
    names: 'Enterprise project names',
    namesMissing: 'missing, showing IDs',
    scopes: 'Scopes',
    neverSynced: 'Never synced.',
    sweeps: 'Recent syncs',
    rowsOf: (rows: number, claimed: number) => `${count(rows)} of ${count(claimed)} rows`,
    rows: (rows: number) => `${count(rows)} ${plural(rows, 'row', 'rows')}`,
    calls: (calls: number) => `${count(calls)} ${plural(calls, 'call', 'calls')}`,
    outcomes: {
      complete: 'complete',
      incomplete: 'incomplete',
      unstable: 'unstable',
      superseded: 'superseded',
      open: 'in progress',
    },
    moved: 'changed during collection',
    refused: (rows: number, field: string) => `${count(rows)} unreadable (field “${field}”)`,
    ignores: (parameters: readonly string[]) =>
      `This region does not follow the documentation: ${parameters.join(', ')}. The sync works around it.`,
    failedAt: (time: string) => `${time}:`,
  },

  seconds: (n: number) => `${count(n)} s`,
  minutes: (n: number) => `${count(n)} min`,
  hours: (n: number) => `${count(n)} h`,
  sentence: (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`,
}

export type SyncTexts = typeof syncStatus
