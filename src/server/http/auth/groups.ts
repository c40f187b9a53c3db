import { readFileSync } from 'node:fs'

import { z } from '#contract/zod.ts'
import { ConfigError, IN_ENGLISH } from '#server/common/config-error.ts'
import { Grant } from '#server/common/identity.ts'

/** The grants of each group of the sign-in provider. Users in none of the groups have no access. */
export type Groups = { grantsOf: (groups: readonly string[]) => Grant[] }

const GroupsFile = z.strictObject({ groups: z.record(z.string().check(z.minLength(1)), Grant) })

const WANTED = 'a JSON file like {"groups": {"soc": {"role": "operator", "projects": "*"}}}'

/**
 * Reads the grants of groups from a JSON file.
 *
 * @throws {ConfigError} when the file cannot be read or is not of this form.
 */
export function readGroups(path: string): Groups {
  const file = GroupsFile.safeParse(parse(path), IN_ENGLISH)
  if (!file.success) {
    const issue = file.error.issues[0]
    throw refused(path, `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not understood'}`)
  }
  const known = new Map(Object.entries(file.data.groups)) // a map: a group may be called __proto__
  return {
    grantsOf: (groups) =>
      groups.flatMap((group) => {
        const grant = known.get(group)
        return grant === undefined ? [] : [grant]
      }),
  }
}

function parse(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw refused(path, error instanceof Error ? error.message : 'not understood')
  }
}

const refused = (path: string, why: string): ConfigError =>
  new ConfigError(`OPENPORTS_GROUPS ${path} cannot be used (${why}): name ${WANTED}`)
