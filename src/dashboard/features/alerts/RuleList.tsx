import { Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'

import type { AlertRule } from '#contract/alert-rules.ts'
import { useAlertTexts } from '#i18n/alerts.ts'
import { useI18n } from '#i18n/i18n.ts'
import { Button, IconButton } from '#ui/Button.tsx'

/** Rules, and what can be done with each. */
export function RuleList({
  rules,
  onEnable,
  onTest,
  onEdit,
  onDelete,
}: {
  rules: readonly AlertRule[]
  onEnable: (rule: AlertRule, isEnabled: boolean) => void
  onTest: (rule: AlertRule) => void
  onEdit: (rule: AlertRule) => void
  onDelete: (rule: AlertRule) => void
}) {
  const { t } = useI18n()
  const texts = useAlertTexts()
  const [deleted, setDeleted] = useState<number | null>(null)
  return (
    <ul aria-label={texts.title} className="divide-y divide-line border-y border-line">
      {rules.map((rule) => (
        <li key={rule.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2">
          <div className="min-w-0 grow basis-64">
            <p className="font-[550] wrap-anywhere">{rule.name}</p>
            {rule.hasView ? (
              <p className="text-small wrap-anywhere text-muted">
                {rule.view} · {rule.causes.map((cause) => t.terms.changeKinds[cause]).join(', ')}
              </p>
            ) : (
              <p className="text-small wrap-anywhere text-danger-text">{texts.viewGone(rule.view)}</p>
            )}
            <p className="text-small wrap-anywhere text-muted">
              {texts.formats[rule.format]} · <span className="font-mono">{rule.target}</span>
            </p>
          </div>
          {deleted === rule.id ? (
            <div className="flex flex-wrap items-center gap-2">
              <span>{texts.reallyDelete(rule.name)}</span>
              <Button
                onClick={() => {
                  setDeleted(null)
                  onDelete(rule)
                }}
              >
                {texts.confirm}
              </Button>
              <Button look="plain" onClick={() => setDeleted(null)}>
                {texts.cancel}
              </Button>
            </div>
          ) : (
            <div className="flex items-center gap-1">
              <label className="flex h-8 items-center gap-2 px-2 pointer-coarse:h-11">
                <input
                  type="checkbox"
                  className="size-4 accent-accent"
                  checked={rule.isEnabled}
                  aria-label={texts.enable(rule.name)}
                  onChange={(event) => onEnable(rule, event.target.checked)}
                />
                {texts.enabled}
              </label>
              <Button onClick={() => onTest(rule)}>{texts.test}</Button>
              <IconButton name={texts.edit(rule.name)} onClick={() => onEdit(rule)}>
                <Pencil aria-hidden className="size-3.5" />
              </IconButton>
              <IconButton name={texts.delete(rule.name)} onClick={() => setDeleted(rule.id)}>
                <Trash2 aria-hidden className="size-3.5" />
              </IconButton>
            </div>
          )}
        </li>
      ))}
    </ul>
  )
}
