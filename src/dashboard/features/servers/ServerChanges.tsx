import { useState } from 'react'

import type { ServerChange } from '#contract/servers.ts'
import { usePorts } from '#dashboard/core/ports-context.tsx'
import { useChosenScope } from '#dashboard/core/scope-context.tsx'
import { useI18n } from '#i18n/i18n.ts'
import { useServerTexts } from '#i18n/servers.ts'
import { Button } from '#ui/Button.tsx'

const SHOWN = 6

/** What became of the ports of a server, newest first, a line for each reading. */
export function ServerChanges({ changes, total }: { changes: readonly ServerChange[]; total: number }) {
  const { t, f } = useI18n()
  const texts = useServerTexts()
  const { nameOf } = usePorts()
  const { category } = useChosenScope().scopeQuery
  const [all, setAll] = useState(false)
  if (changes.length === 0) return <p className="text-muted">{texts.noChanges}</p>
  return (
    <>
      <ol className="grid gap-1.5">
        {(all ? changes : changes.slice(0, SHOWN)).map(({ at, port, type, cause }) => (
          <li key={`${at} ${port} ${type}`} className="flex flex-wrap items-baseline gap-x-2.5">
            <time dateTime={at} className="tabular shrink-0 text-small text-muted">
              {f.instant(at)}
            </time>
            <span>
              <span className="font-[550]">{t.changes.kindsOf[category][cause]}</span>{' '}
              <span className="font-mono">
                {port} {type}
              </span>{' '}
              <span className="text-muted">{nameOf(port, type)}</span>
            </span>
          </li>
        ))}
      </ol>
      {changes.length > SHOWN && !all && (
        <Button look="link" className="justify-self-start" onClick={() => setAll(true)}>
          {t.changes.more}
        </Button>
      )}
      {all && changes.length < total && (
        <p className="text-small text-muted">{texts.newestChanges(changes.length, total)}</p>
      )}
    </>
  )
}
