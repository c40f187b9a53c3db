import type { SignInMethod } from '#contract/session.ts'
import { ConfigError } from '#server/common/config-error.ts'

/**
 * Refuses settings that mean nothing without one of these ways to sign in.
 *
 * @throws {ConfigError} naming the first of `own` that is set.
 */
export function refuseIdle<Name extends string>(
  signInMethods: readonly SignInMethod[],
  own: readonly Name[],
  read: Readonly<Partial<Record<Name, unknown>>>,
): void {
  const idle = own.find((name) => read[name] !== undefined)
  if (idle !== undefined)
    throw new ConfigError(
      `${idle} has no effect without ${signInMethods.join(' or ')} in OPENPORTS_SIGN_IN: add it, or unset this`,
    )
}

/** The refusal of a way that lacks settings: it names each of `needed` that is not there. */
export function lacking(way: SignInMethod, needed: Readonly<Record<string, unknown>>): ConfigError {
  const missing = Object.entries(needed).flatMap(([name, value]) => (value ? [] : [name]))
  return new ConfigError(
    `${way} in OPENPORTS_SIGN_IN also needs ${missing.join(', ')}: set them as docs/sign-in.md says`,
  )
}
