import { IMPORT_LIMITS } from '#contract/imports.ts'
import type { ImportLimits } from '#contract/imports.ts'
import type { ImportTexts } from '#i18n/en/imports.ts'

/** Why files cannot be uploaded, before they are; null where they can. What they unpack to only the server sees. */
export function faultOf(
  texts: ImportTexts,
  files: readonly File[],
  { maxBytes, left }: ImportLimits,
): string | null {
  const max = Math.min(maxBytes, left)
  if (files.length > IMPORT_LIMITS.files) return texts.tooMany(IMPORT_LIMITS.files)
  return files.reduce((sum, { size }) => sum + size, 0) > max ? texts.tooLarge(max) : null
}
