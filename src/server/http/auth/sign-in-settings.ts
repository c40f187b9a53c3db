import type { SignInMethod } from '#contract/session.ts'
import { ConfigError } from '#server/common/config-error.ts'

/** The settings that several sign-in methods need, as read from the environment. */
export type SharedRead = {
  OPENPORTS_PUBLIC_URL?: string | undefined
  OPENPORTS_GROUPS?: string | undefined
}

/**
 * Refuses settings that have no effect without one of these sign-in methods.
 *
 * @throws {ConfigError} naming the first of `own` that is set.
 */
export function refuseUnused(
  methods: readonly SignInMethod[],
  own: readonly string[],
  read: Readonly<Record<string, unknown>>,
): void {
  const unused = own.find((name) => read[name] !== undefined)
  if (unused !== undefined)
    throw new ConfigError(
      `${unused} has no effect without ${methods.join(' or ')} in OPENPORTS_SIGN_IN: add it, or unset this`,
    )
}

/** The error of a sign-in method that lacks settings: it names each of `needed` that is not set. */
export function lacking(method: SignInMethod, needed: Readonly<Record<string, unknown>>): ConfigError {
  const missing = Object.entries(needed).flatMap(([name, value]) => (value ? [] : [name]))
  return new ConfigError(
    `${method} in OPENPORTS_SIGN_IN also needs ${missing.join(', ')}: set them as docs/sign-in.md says`,
  )
}
