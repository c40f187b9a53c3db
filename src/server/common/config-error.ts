import { z } from '#contract/zod.ts'

/** A setting that cannot be used. The message is one line: which setting, what is wrong, what to do. */
export class ConfigError extends Error {
  override name = 'ConfigError'
}

/** How a schema says what is wrong with a file that somebody wrote, where it has no words of its own. */
export const IN_ENGLISH: z.core.ParseContext<z.core.$ZodIssue> = { error: z.locales.en().localeError }
