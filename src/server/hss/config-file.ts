import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

import { z } from '#contract/zod.ts'
import { ConfigError, IN_ENGLISH } from '#server/common/config-error.ts'
import { codeOf, readSecretFile } from '#server/common/secret-file.ts'

import {
  AnySecret,
  CallsPerMinute,
  DEFAULT_CALLS_PER_MINUTE,
  endpointsOf,
  HeaderSecret,
  Origin,
  ProjectId,
  Region,
} from './settings.ts'
import type { HssSettings } from './settings.ts'

const REFERENCE_WANTED = 'secrets are not written here: use {"env": "NAME"} or {"file": "PATH"}'

const word = z.string().check(z.minLength(1))

/** Where a secret is: in a variable of the environment, or in a file that holds nothing else. */
const Reference = z.union([z.strictObject({ env: word }), z.strictObject({ file: word })], REFERENCE_WANTED)
type Reference = z.infer<typeof Reference>

const Keys = z.strictObject({
  accessKey: Reference,
  secretKey: Reference,
  securityToken: z.optional(Reference),
})
const User = z.strictObject({ user: word, domain: word, password: Reference })

const Project = z.strictObject({
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(100)),
  region: Region,
  projectId: z.optional(ProjectId),
  endpoints: z.optional(z.partial(z.strictObject({ hss: Origin, iam: Origin, eps: Origin }))),
  credentials: z.record(z.string(), z.unknown()),
  callsPerMinute: z._default(CallsPerMinute, DEFAULT_CALLS_PER_MINUTE),
  enterpriseProjects: z.optional(
    z.array(z.string().check(z.minLength(1), z.maxLength(256))).check(z.minLength(1)),
  ),
  lagHintSeconds: z.optional(z.int().check(z.minimum(0))),
})
const File = z.strictObject({ projects: z.array(Project).check(z.minLength(1)) })

type Environment = Readonly<Record<string, string | undefined>>

/**
 * The projects of a configuration file. Its format is in docs/hss-config.md. Secrets are read from where it refers to;
 * paths are relative to the file.
 *
 * @throws {ConfigError} naming the place in the file, what is wrong and what would be right.
 */
export function projectsOfFile(path: string, env: Environment): HssSettings[] {
  const fail = (where: string, problem: string): ConfigError =>
    new ConfigError(`OPENPORTS_CONFIG ${path} cannot be used: ${where === '' ? '' : `${where}: `}${problem}`)

  const parsed = File.safeParse(
    parse(
      readText(path, (problem) => fail('', `it ${problem}`)),
      fail,
    ),
    IN_ENGLISH,
  )
  if (!parsed.success) throw fail(...placeOf(parsed.error))

  const secretOf = (file: string, where: string): string => {
    const at = resolve(dirname(path), file)
    return readSecretFile(at, (problem) => fail(where, `${at} ${problem}`))
  }

  /** The secret that a reference leads to. */
  function read<T>(reference: Reference, schema: z.ZodMiniType<T>, where: string): T {
    const text = 'env' in reference ? env[reference.env] : secretOf(reference.file, where)
    if (text === undefined || text === '')
      throw fail(where, 'env' in reference ? `${reference.env} is not set` : 'the file is empty')
    const secret = schema.safeParse(text, IN_ENGLISH)
    if (!secret.success) throw fail(where, secret.error.issues[0]?.message ?? 'not understood')
    return secret.data
  }

  function credentialsOf(given: Record<string, unknown>, where: string): HssSettings['credentials'] {
    const parsed = ('user' in given ? User : Keys).safeParse(given, IN_ENGLISH)
    if (!parsed.success) {
      const [place, problem] = placeOf(parsed.error)
      throw fail(place === '' ? where : `${where}.${place}`, problem)
    }
    const data = parsed.data
    if ('user' in data)
      return {
        kind: 'user',
        name: data.user,
        domain: data.domain,
        password: read(data.password, AnySecret, `${where}.password`),
      }
    const { accessKey, secretKey, securityToken } = data
    return {
      kind: 'keys',
      accessKey: read(accessKey, HeaderSecret, `${where}.accessKey`),
      secretKey: read(secretKey, AnySecret, `${where}.secretKey`),
      securityToken: securityToken ? read(securityToken, HeaderSecret, `${where}.securityToken`) : null,
    }
  }

  const names = new Set<string>()
  return parsed.data.projects.map((project, i) => {
    const where = `projects[${i}]`
    if (names.has(project.name))
      throw fail(`${where}.name`, `there are two projects ${JSON.stringify(project.name)}`)
    names.add(project.name)
    const defaults = endpointsOf(project.region)
    const { hss, iam, eps } = project.endpoints ?? {}
    return {
      name: project.name,
      region: project.region,
      endpoints: { hss: hss ?? defaults.hss, iam: iam ?? defaults.iam, eps: eps ?? defaults.eps },
      projectId: project.projectId ?? null,
      credentials: credentialsOf(project.credentials, `${where}.credentials`),
      callsPerMinute: project.callsPerMinute,
      enterpriseProjects: project.enterpriseProjects ?? null,
      lagHint: project.lagHintSeconds ?? null,
    }
  })
}

function parse(text: string, fail: (where: string, problem: string) => ConfigError): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw fail('', 'it is not JSON') // the parser's message quotes the file
  }
}

function readText(path: string, fail: (problem: string) => ConfigError): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw fail(`cannot be read (${codeOf(error)})`)
  }
}

/** The first thing that is wrong, by its path: `projects[0].region`. */
function placeOf(error: z.core.$ZodError): [where: string, problem: string] {
  const issue = error.issues[0]
  const where = (issue?.path ?? [])
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
    .join('')
    .replace(/^\./, '')
  return [where, issue?.message ?? 'not understood']
}
