import { useState } from 'react'

import type { AlertRule, AlertRuleChange } from '#contract/alert-rules.ts'
import { errorText } from '#dashboard/core/error-message.ts'
import { QueryState } from '#dashboard/core/QueryState.tsx'
import { useChosenScope } from '#dashboard/core/scope-context.tsx'
import { useAlertRules, useDeleteAlertRule, useSaveAlertRule, useTestAlertRule } from '#data/alert-rules.ts'
import type { ApiError } from '#data/api-error.ts'
import { useSavedViews } from '#data/saved-views.ts'
import { useAlertTexts } from '#i18n/alerts.ts'
import { useI18n } from '#i18n/i18n.ts'
import { Button } from '#ui/Button.tsx'
import { Skeleton } from '#ui/Card.tsx'
import { Dialog } from '#ui/Dialog.tsx'

import { Deliveries } from './Deliveries.tsx'
import { RuleForm } from './RuleForm.tsx'
import { RuleList } from './RuleList.tsx'

/** The alert rules of the project: what they are, what became of their messages, and all that can be done with them. */
export function AlertsDialog({ onClose }: { onClose: () => void }) {
  const { t } = useI18n()
  const texts = useAlertTexts()
  const { project } = useChosenScope().scopeQuery
  const alerts = useAlertRules(project)
  const views = useSavedViews(project).data ?? []
  const saving = useSaveAlertRule()
  const deleting = useDeleteAlertRule()
  const testing = useTestAlertRule()
  const [said, setSaid] = useState('')
  const [edited, setEdited] = useState<AlertRule | 'new' | null>(null)

  const refused = (error: ApiError) => {
    const { what, detail } = errorText(t, error)
    setSaid(`${what} ${detail ?? ''}`)
  }
  const save = (change: Omit<AlertRuleChange, 'project'>) =>
    saving.mutate(
      { project, ...change },
      {
        onSuccess: () => {
          setEdited(null)
          setSaid(texts.saved(change.rule.name))
        },
        onError: refused,
      },
    )
  const remove = ({ id, name }: AlertRule) =>
    deleting.mutate({ project, id }, { onSuccess: () => setSaid(texts.deleted(name)), onError: refused })
  const sendTest = ({ id, name }: AlertRule) =>
    testing.mutate({ project, id }, { onSuccess: () => setSaid(texts.testing(name)), onError: refused })

  return (
    <Dialog title={texts.title} closeLabel={t.common.close} onClose={onClose}>
      <p className="text-muted">{texts.intro}</p>
      <QueryState
        of={alerts}
        title={texts.failed}
        loading={<Skeleton className="h-32" />}
        isEmpty={() => false}
        empty={null}
      >
        {({ hosts, rules, deliveries }) => (
          <>
            <p className={hosts.length === 0 ? 'font-[550]' : 'text-small wrap-anywhere text-muted'}>
              {hosts.length === 0 ? texts.noHosts : texts.hosts(hosts.join(', '))}
            </p>
            {rules.length === 0 ? (
              <p>{texts.none}</p>
            ) : (
              <RuleList
                rules={rules}
                onEnable={(rule, isEnabled) =>
                  save({ id: rule.id, rule: { ...rule, isEnabled }, url: null, secret: null })
                }
                onTest={sendTest}
                onEdit={setEdited}
                onDelete={remove}
              />
            )}
            {edited !== null ? (
              <RuleForm
                key={edited === 'new' ? 'new' : edited.id}
                rule={edited === 'new' ? null : edited}
                views={views.map(({ name }) => name)}
                onSave={save}
                onFault={setSaid}
                onCancel={() => setEdited(null)}
              />
            ) : views.length === 0 ? (
              <p className="text-muted">{texts.noViews}</p>
            ) : (
              <Button
                disabled={hosts.length === 0}
                onClick={() => setEdited('new')}
                className="justify-self-start"
              >
                {texts.add}
              </Button>
            )}
            <output className="min-h-5 wrap-anywhere text-muted">{said}</output>
            <Deliveries deliveries={deliveries} rules={rules} />
          </>
        )}
      </QueryState>
    </Dialog>
  )
}
