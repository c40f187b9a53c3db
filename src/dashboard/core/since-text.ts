import type { I18n } from '#i18n/i18n.ts'
import type { Since } from '#view/since.ts'

/** Since when something differs, as it goes on after a number: `in 24 hours`. */
export const sinceText = ({ t }: I18n, since: Since): string =>
  typeof since === 'number' ? t.changes.sinceSnapshot(since) : t.changes.within[since]
