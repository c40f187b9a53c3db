import { z } from '#contract/zod.ts'

import { OperatorError } from './operator-error.ts'

/** A setting that cannot be used. The message names it. */
export class ConfigError extends OperatorError {
  override name = 'ConfigError'
}

/** How a schema says what is wrong with a file of the operator, where it has no words of its own. */
export const IN_ENGLISH: z.core.ParseContext<z.core.$ZodIssue> = { error: z.locales.en().localeError }
