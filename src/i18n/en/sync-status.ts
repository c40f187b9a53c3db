import type { Category } from '#contract/scope.ts'
import type { Doubt, Look } from '#dashboard/core/scope-state.ts'
import type { FailureWords } from '#i18n/use-sync-status-messages.ts'

/** The texts about the reading of HSS, in English. */
export const liveEn = {
  title: 'How HSS is read',
  open: 'Show how HSS is read',
  tryNow: 'Try now',

  looks: {
    none: 'Not read yet',
    failing: 'Reading fails',
    someFailing: 'Sync fails in part',
    veryOld: 'More than a day old',
    old: 'Older than usual',
    doubtful: 'Incomplete',
    part: 'Partly read',
    whole: 'Whole',
  } satisfies Record<Look, string>,

  noData: 'no data yet',
  whole: (ports: string) => `${ports} of ${ports} ports`,
  part: (ports: string) => `at least ${ports} ports`,
  readIn: (range: string, calls: string, count: number) =>
    `read ${range} in ${calls} ${count === 1 ? 'call' : 'calls'}`,
  parts: (read: string, all: string) => `${read} of ${all} enterprise projects whole`,
  readingParts: (read: string, all: string) => `reading: ${read} of ${all} enterprise projects whole`,
  share: (share: string) => `${share} read`,
  progress: 'Read so far',
  lag: (duration: string) => `HSS itself may be ${duration} behind the servers.`,
  lagUnknown: 'How far HSS itself is behind the servers is not known.',

  reading: 'reading…',
  rereading: (share: string) => `reading again, ${share}`,
  completeIn: (duration: string) => `complete in about ${duration}`,
  nextRead: (duration: string) => `next read in ${duration}`,
  nextReadNow: 'next read now',
  waiting: (duration: string) => `waiting for HSS’s quota, next call in ${duration}`,
  failing: (duration: string) => `reading fails, next attempt in ${duration}`,
  failingForGood: 'reading fails',
  someFailing: (failing: string, all: string) => `${failing} of ${all} scopes failing`,
  nextAttempt: (duration: string) => `Next attempt in ${duration}.`,
  notByItself: 'It is not tried again by itself.',
  serverGone: 'this server does not answer',

  doubts: {
    gap: 'HSS left rows out',
    restless: 'changes too fast',
    refused: 'some rows were unreadable',
    moved: 'moved while read',
    names: 'names are missing',
  } satisfies Record<Doubt, string>,

  notice: {
    failing: 'HSS is not being read.',
    someFailing: (failing: string, all: string, names: readonly string[]) =>
      `${failing} of ${all} scopes failing: ${names.join(', ')}.`,
    someFailingMore: (more: string) => `${more} more`,
    othersHold: 'Data of the other scopes is unaffected.',
    veryOld: 'These numbers are more than a day old.',
    gap: 'HSS leaves out rows that it says it has.',
    gapText: 'The last sweep ended without them. The numbers are lower bounds until a later sweep is whole.',
    restless: 'The ports change faster than HSS lets them be read.',
    restlessText: 'The last sweep ended without being whole. A later one may succeed; a higher quota helps.',
    kept: (instant: string) => `Shown is what was read ${instant}.`,
    details: 'Details',
  },

  empty: {
    title: 'Reading this scope for the first time',
    reading: 'Dangerous ports come first. HSS allows few calls a minute, so the whole takes a while.',
    waiting: 'HSS allows no further call at the moment.',
    soon: 'The first call is about to be made.',
    unknown: 'Asking how far the reading is…',
    nothingYet: 'No open port so far.',
    failing: 'HSS could not be read yet.',
    connecting: 'Connecting to HSS',
    connectingText: (region: string) => `Looking up the project of ${region}.`,
    project: (name: string) => `HSS, ${name}`,
  },

  unknownFailure: 'HSS could not be read.',
  failures: {
    network: {
      what: 'HSS cannot be reached.',
      todo: 'Check the endpoint, the network and any proxy in between.',
    },
    timeout: { what: 'HSS did not answer in time.', todo: 'It is asked again by itself.' },
    unavailable: { what: 'HSS has a fault of its own.', todo: 'It is asked again by itself.' },
    garbled: {
      what: 'What came back is no answer of HSS.',
      todo: 'Check the endpoint and any proxy in between.',
    },
    throttled: {
      what: 'The quota of HSS is used up.',
      todo: 'The next call waits. The setting HSS_CALLS_PER_MINUTE may be too high.',
    },
    expired: { what: 'The token is no longer valid.', todo: 'A new one is fetched by itself.' },
    rejected: {
      what: 'The credential was rejected.',
      todo: 'Correct it and restart. It is tried every ten minutes at most, so that it is not locked.',
    },
    clock: {
      what: 'The clock of the machine that runs Openports is wrong.',
      todo: 'Set it: requests are refused when they are dated 15 minutes off.',
    },
    untrusted: {
      what: 'The other end does not prove that it is HSS.',
      todo: 'Check the endpoint, its certificate and the name service.',
    },
    forbidden: {
      what: 'The credential may not read this.',
      todo: 'Grant it the list permission of HSS in this project.',
    },
    notFound: {
      what: 'HSS knows no such resource.',
      todo: 'Check the project id and the enterprise project id.',
    },
    absent: { what: 'This region lacks the API.', todo: 'Check the region and the endpoint.' },
    invalid: {
      what: 'HSS refused the request as invalid.',
      todo: 'Check the enterprise project id and the region.',
    },
    pageSize: {
      what: 'HSS refused a page of this size.',
      todo: 'Smaller pages are requested automatically.',
    },
    store: { what: 'What was read cannot be stored.', todo: 'The log of the server has more.' },
  } satisfies Record<string, FailureWords>,

  dialog: {
    region: 'Region',
    quota: 'Calls',
    quotaLeft: (left: string, allowed: string) => `${left} of ${allowed} left in this minute`,
    quotaSlowed: (perMinute: string) => `slowed down by HSS, set to ${perMinute}`,
    freeIn: (duration: string) => `next in ${duration}`,
    lag: 'HSS’s own delay',
    lagValue: (duration: string) => `up to ${duration}`,
    lagUnknown: 'not known',
    reader: 'Read by',
    readerElsewhere: 'another process on the same database',
    names: 'Names of enterprise projects',
    namesMissing: 'missing, ids are shown',
    scopes: 'Scopes',
    scope: (enterpriseProject: string, category: string) => `${enterpriseProject} · ${category}`,
    neverRead: 'Never read.',
    sweeps: 'Last sweeps',
    rowsOf: (rows: string, claimed: string) => `${rows} of ${claimed} rows`,
    rows: (rows: string) => `${rows} rows`,
    calls: (calls: string, count: number) => `${calls} ${count === 1 ? 'call' : 'calls'}`,
    outcomes: {
      whole: 'whole',
      gap: 'rows left out',
      restless: 'too much change',
      cut: 'replaced by a newer sweep',
      open: 'goes on',
    },
    moved: 'moved while read',
    refused: (count: string, field: string) => `${count} unreadable, at “${field}”`,
    ignores: (parameters: readonly string[]) =>
      `This region does not do as documented: ${parameters.join(', ')}. Reading takes it into account.`,
    failedAt: (time: string) => `${time}:`,
    request: (id: string) => `request ${id}`,
  },

  ask: {
    label: 'HSS at this moment',
    button: 'Ask HSS now',
    asking: 'Asking HSS…',
    operatorsOnly: 'It spends a call of the quota: this takes the role operator.',
    left: (left: string) => `${left} ${left === '1' ? 'call' : 'calls'} left in this minute`,
    exhausted: (time: string, duration: string) => `HSS’s quota is used up until ${time} (${duration}).`,
    same: (time: string) => `As shown: HSS says the same at ${time}.`,
    differs: (time: string) => `Different from what is shown, at ${time}:`,
    closed: (time: string) => `HSS no longer has this port open, at ${time}.`,
    stillClosed: (time: string) => `HSS does not have this port open either, at ${time}.`,
    now: 'Now',
    kept: (time: string) => `Read ${time}`,
    servers: (text: string, count: number, category: Category) =>
      `${text} ${category === 'host' ? 'server' : 'container'}${count === 1 ? '' : 's'}`,
    notOpen: 'not open',
    failed: 'HSS did not answer.',
  },

  seconds: (n: string) => `${n} s`,
  minutes: (n: string) => `${n} min`,
  hours: (n: string) => `${n} h`,
  sentence: (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`,
}

export type LiveMessages = typeof liveEn
