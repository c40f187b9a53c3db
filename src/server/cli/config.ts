import { isIP, isIPv4 } from 'node:net'

import { digitsWithin } from '#contract/query-string.ts'
import { z } from '#contract/zod.ts'
import { DEMO_PROJECT } from '#demo/estate.ts'
import { isAllowEntry } from '#server/alerts/allowed-targets.ts'
import { ConfigError } from '#server/common/config-error.ts'
import { readEgress } from '#server/common/egress.ts'
import type { Egress } from '#server/common/egress.ts'
import { LOG_LEVELS } from '#server/common/log.ts'
import type { LogLevel } from '#server/common/log.ts'
import { hidePassword, Secret } from '#server/common/secret.ts'
import { destinationOf, isWrittenOwn } from '#server/hss/address.ts'
import { projectsOfFile } from '#server/hss/config-file.ts'
import { HssEnvironment, projectOfEnvironment, refuseProjectOfEnvironment } from '#server/hss/environment.ts'
import type { HssSettings } from '#server/hss/settings.ts'
import { AccessEnvironment, accessOf } from '#server/http/auth/settings.ts'
import type { AccessSettings } from '#server/http/auth/settings.ts'
import type { UploadLimits } from '#server/http/uploads/import-quota.ts'

/**
 * The settings of a server or an import. `port` 0 takes any free port; `host` is the address to listen on;
 * `token` is null when none was set; `allowedHosts` are further values of the `Host` header to answer. `hss` are the
 * projects of HSS to read, none where no credential is set. `egress` is how requests leave for them. `logLevel` is null when none was set, and `logRequests` whether
 * each request gets a line, `logChanges` whether each change does. `webhookHosts` are the targets that alerts may be sent to, none: none. `metricsToken` opens `/metrics` and nothing else. `uploads` is what may be imported over HTTP. `stopWait` is how long a server that is told to stop goes on taking requests, in milliseconds.
 */
export type Config = {
  port: number
  host: string
  dataDir: string
  databaseUrl: Secret | null
  token: Secret | null
  allowedHosts: readonly string[]
  access: AccessSettings
  hss: readonly HssSettings[]
  egress: Egress
  logLevel: LogLevel | null
  logRequests: boolean
  logChanges: boolean
  webhookHosts: readonly string[]
  metricsToken: Secret | null
  uploads: UploadLimits
  stopWait: number
}

/** A token is a password to the list of open ports, so it has at least the strength of a 128-bit key in hex. */
const TOKEN_MIN = 32
const TOKEN_MAX = 4096 // of the 16 KiB that all headers of a request may have

const PORT_WANTED = 'use a port number from 0 to 65535 (0 takes any free port)'
const HOST_WANTED = 'use an address of this machine, like 127.0.0.1 or 0.0.0.0'
const URL_WANTED = 'use postgresql://USER:PASSWORD@HOST:PORT/DATABASE'
const TOKEN_WANTED = `use ${TOKEN_MIN} to ${TOKEN_MAX} characters of printable ASCII without spaces, for instance from: openssl rand -hex 32`
const LEVEL_WANTED = `use ${LOG_LEVELS.join(', ')}`
const STOP_WAIT_WANTED = 'use whole seconds from 0 to 60'
const IMPORT_WANTED = 'use megabytes from 0 to 4096; 0 disables uploads'
const IMPORT_DAY_WANTED = 'use megabytes from 0 to 1048576; 0 disables uploads'
const HOSTS_WANTED =
  'use host names as a browser sends them, separated by commas: ports.example.com,localhost:8080'

const WEBHOOK_HOSTS_WANTED =
  'use host names, *.example.com for all hosts below a domain, addresses and networks, separated by commas: hooks.slack.com,10.20.0.0/16'

const LOCAL_NAMES: Record<string, string> = { localhost: '127.0.0.1' }

const Token = z.pipe(
  z.string().check(z.regex(new RegExp(`^[\\x21-\\x7e]{${TOKEN_MIN},${TOKEN_MAX}}$`), TOKEN_WANTED)),
  z.transform((token) => new Secret(token)),
)

const Settings = z.object({
  PORT: z._default(digitsWithin(0, 65_535, PORT_WANTED), 4040),
  HOST: z._default(
    z
      .pipe(
        z.string(),
        z.transform((host) => LOCAL_NAMES[host] ?? host),
      )
      .check(z.refine((host) => isIP(host) !== 0, HOST_WANTED)),
    '127.0.0.1',
  ),
  OPENPORTS_DATA_DIR: z._default(z.string(), './data'),
  DATABASE_URL: z.optional(
    z.pipe(
      z.string().check(z.refine((url) => /^postgres(ql)?:\/\//.test(url) && URL.canParse(url), URL_WANTED)),
      z.transform((url) => {
        hidePassword(url)
        return new Secret(url)
      }),
    ),
  ),
  OPENPORTS_TOKEN: z.optional(Token),
  OPENPORTS_ALLOWED_HOSTS: z._default(
    z
      .pipe(
        z.string(),
        z.transform((list) => list.split(',').map((host) => host.trim().toLowerCase())),
      )
      .check(z.refine((hosts) => hosts.every(isHostHeader), HOSTS_WANTED)),
    [],
  ),
  ...AccessEnvironment.shape,
  OPENPORTS_LOG_LEVEL: z.optional(z.enum(LOG_LEVELS, LEVEL_WANTED)),
  OPENPORTS_LOG_REQUESTS: z._default(z.enum(['yes', 'no'], 'use yes or no'), 'yes'),
  OPENPORTS_LOG_CHANGES: z._default(z.enum(['yes', 'no'], 'use yes or no'), 'no'),
  OPENPORTS_WEBHOOK_HOSTS: z._default(
    z
      .pipe(
        z.string(),
        z.transform((list) => list.split(',').map((entry) => entry.trim().toLowerCase())),
      )
      .check(z.refine((entries) => entries.every(isAllowEntry), WEBHOOK_HOSTS_WANTED)),
    [],
  ),
  OPENPORTS_METRICS_TOKEN: z.optional(Token),
  OPENPORTS_IMPORT_MB: z._default(digitsWithin(0, 4_096, IMPORT_WANTED), 256),
  OPENPORTS_IMPORT_MB_PER_DAY: z._default(digitsWithin(0, 1_048_576, IMPORT_DAY_WANTED), 1_024),
  OPENPORTS_STOP_WAIT: z._default(digitsWithin(0, 60, STOP_WAIT_WANTED), 2),
  OPENPORTS_CONFIG: z.optional(z.string()),
  ...HssEnvironment.shape,
})

type Environment = Readonly<Record<string, string | undefined>>
type SettingName = keyof typeof Settings.shape

/** What may be repeated of a bad value: never a secret, nor a part of one. */
const PRINTABLE: ReadonlySet<string> = new Set<SettingName>([
  'PORT',
  'HOST',
  'OPENPORTS_ALLOWED_HOSTS',
  'OPENPORTS_SIGN_IN',
  'OPENPORTS_PUBLIC_URL',
  'OPENPORTS_TRUSTED_PROXIES',
  'OPENPORTS_PROXY_USER_HEADER',
  'OPENPORTS_PROXY_GROUPS_HEADER',
  'OPENPORTS_PROXY_SIGN_OUT_URL',
  'OPENPORTS_FRAME_ANCESTORS',
  'OPENPORTS_LOG_LEVEL',
  'OPENPORTS_LOG_REQUESTS',
  'OPENPORTS_LOG_CHANGES',
  'OPENPORTS_WEBHOOK_HOSTS',
  'OPENPORTS_IMPORT_MB',
  'OPENPORTS_IMPORT_MB_PER_DAY',
  'OPENPORTS_STOP_WAIT',
  'HSS_REGION',
  'HSS_CALLS_PER_MINUTE',
])

/**
 * Reads the settings from an environment. An empty setting counts as unset, as container tools write it.
 *
 * @throws {ConfigError} for the first setting that cannot be used.
 */
export function readConfig(env: Environment): Config {
  if (env['NODE_TLS_REJECT_UNAUTHORIZED'] === '0')
    throw new ConfigError(
      'NODE_TLS_REJECT_UNAUTHORIZED=0 cannot be used, since anyone could then impersonate the cloud: unset it, and name the ' +
        'certificate of a private authority in NODE_EXTRA_CA_CERTS',
    )
  const given = Object.keys(Settings.shape).flatMap((name) => (env[name] ? [[name, env[name]] as const] : []))
  const read = Settings.safeParse(Object.fromEntries(given))
  if (!read.success) {
    const issue = read.error.issues[0]
    const name = String(issue?.path[0])
    const value = PRINTABLE.has(name) ? ` ${JSON.stringify(env[name])}` : ''
    throw new ConfigError(`${name}${value} cannot be used: ${issue?.message ?? 'not understood'}`)
  }
  const settings = read.data
  return {
    port: settings.PORT,
    host: settings.HOST,
    dataDir: settings.OPENPORTS_DATA_DIR,
    databaseUrl: settings.DATABASE_URL ?? null,
    token: settings.OPENPORTS_TOKEN ?? null,
    allowedHosts: settings.OPENPORTS_ALLOWED_HOSTS,
    access: accessOf(settings, isLoopback(settings.HOST)),
    hss: projectsOf(settings, env),
    egress: readEgress(env),
    logLevel: settings.OPENPORTS_LOG_LEVEL ?? null,
    metricsToken: settings.OPENPORTS_METRICS_TOKEN ?? null,
    logRequests: settings.OPENPORTS_LOG_REQUESTS === 'yes',
    logChanges: settings.OPENPORTS_LOG_CHANGES === 'yes',
    webhookHosts: settings.OPENPORTS_WEBHOOK_HOSTS,
    uploads: {
      maxBytes: settings.OPENPORTS_IMPORT_MB * 1_000_000,
      dailyBytes: settings.OPENPORTS_IMPORT_MB_PER_DAY * 1_000_000,
    },
    stopWait: settings.OPENPORTS_STOP_WAIT * 1000,
  }
}

/** The projects of HSS: of the file, or the one of the environment. */
function projectsOf(
  settings: { PORT: number; OPENPORTS_CONFIG?: string | undefined } & HssEnvironment,
  env: Environment,
): HssSettings[] {
  const file = settings.OPENPORTS_CONFIG
  if (file !== undefined) refuseProjectOfEnvironment(settings)
  const one = file === undefined ? projectOfEnvironment(settings) : null
  const projects = file === undefined ? (one === null ? [] : [one]) : projectsOfFile(file, env)
  for (const { name, projectId, endpoints } of projects) {
    if (projectId === DEMO_PROJECT)
      throw new ConfigError(
        `${projectId}, the project id of ${name}, cannot be used: it belongs to the demo fleet, whose sample data never shares a project with real data`,
      )
    // As it is written; one that a name leads to, or a port that the system chooses, is found when connecting.
    const own = Object.values(endpoints).find((origin) => isWrittenOwn(destinationOf(origin, settings.PORT)))
    if (own !== undefined)
      throw new ConfigError(`${own}, an endpoint of ${name}, cannot be used: it is this server's own address`)
  }
  return projects
}

/** Where the store is: PostgreSQL when `DATABASE_URL` is set, else a folder of its own. */
export function storeLocation(config: Config): { databaseUrl: string } | { dataDir: string } {
  return config.databaseUrl === null
    ? { dataDir: config.dataDir }
    : { databaseUrl: config.databaseUrl.reveal() }
}

/** Reachable from this machine alone. A name is no proof: it may resolve to any address. */
export function isLoopback(host: string): boolean {
  return (isIPv4(host) && host.startsWith('127.')) || host === '::1'
}

function isHostHeader(host: string): boolean {
  return /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(:[0-9]{1,5})?$/.test(host)
}
