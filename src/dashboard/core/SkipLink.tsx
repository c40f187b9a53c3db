import { useI18n } from '#i18n/i18n.ts'

import { useScope } from './scope-context.tsx'

/** Of the table of ports, which the skip link leads to. */
export const PORTS_ID = 'ports'

/** Past everything that stands before the table: seen by those who go by keys, and first of all that they meet. */
export function SkipLink() {
  const { t } = useI18n()
  const { scope, rows } = useScope()
  if (scope === null || (rows.data === undefined && rows.isError)) return null
  return (
    <a
      href={`#${PORTS_ID}`}
      className="fixed top-2 left-2 z-50 rounded-control border border-line-strong bg-surface px-3.5 py-2 font-[550] text-accent shadow-float not-focus:sr-only"
      onClick={(event) => {
        event.preventDefault() // the address is the view's
        document.getElementById(PORTS_ID)?.focus()
      }}
    >
      {t.common.skipToPorts}
    </a>
  )
}
