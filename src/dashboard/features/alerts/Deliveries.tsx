import type { AlertDelivery, AlertRule } from '#contract/alert-rules.ts'
import { DataTable } from '#dashboard/core/DataTable.tsx'
import type { DataColumn } from '#dashboard/core/DataTable.tsx'
import { ALERT_TEXTS, useAlertTexts } from '#i18n/alerts.ts'
import type { AlertTexts } from '#i18n/en/alerts.ts'
import { useI18n } from '#i18n/i18n.ts'
import { language } from '#preferences.ts'

/** A message, with its rule. */
type RuleDelivery = AlertDelivery & { of: AlertRule | undefined }

/** What became of the messages of rules, newest first. */
export function Deliveries({
  deliveries,
  rules,
}: {
  deliveries: readonly AlertDelivery[]
  rules: readonly AlertRule[]
}) {
  const texts = useAlertTexts()
  const columns = COLUMNS[language.use()]
  const byId = new Map(rules.map((rule) => [rule.id, rule]))
  return (
    <section className="grid gap-2">
      <h3 className="font-[650]">{texts.deliveries.title}</h3>
      {deliveries.length === 0 ? (
        <p className="text-muted">{texts.deliveries.none}</p>
      ) : (
        <DataTable
          label={texts.deliveries.title}
          columns={columns}
          rows={deliveries.map((one) => ({ ...one, of: byId.get(one.rule) }))}
          rowId={({ id }) => id}
          className="max-sm:*:[thead]:sr-only"
          rowClass={() => 'align-baseline max-sm:grid max-sm:py-1.5'}
        />
      )}
    </section>
  )
}

const CELL = 'py-1.5 wrap-anywhere max-sm:py-0'
const SMALL = 'block text-small text-muted'

const columnsIn = (texts: AlertTexts): readonly DataColumn<RuleDelivery>[] => [
  {
    id: 'created',
    meta: {
      name: () => texts.deliveries.columns.created,
      className: 'tabular py-1.5 whitespace-nowrap max-sm:py-0 max-sm:text-small max-sm:text-muted',
    },
    cell: function Created({ row: { original } }) {
      return <time dateTime={original.created}>{useI18n().f.instant(original.created)}</time>
    },
  },
  {
    id: 'rule',
    meta: { name: () => texts.deliveries.columns.rule, className: `${CELL} max-w-48` },
    cell: function Rule({ row: { original } }) {
      const { of: rule, isTest } = original
      return (
        <>
          {rule?.name}
          {isTest && <span className="text-small text-muted"> · {texts.deliveries.test}</span>}
          {rule && <span className={SMALL}>{texts.formats[rule.format]}</span>}
        </>
      )
    },
  },
  {
    id: 'state',
    meta: { name: () => texts.deliveries.columns.state, className: CELL },
    cell: function State({ row: { original } }) {
      const { f } = useI18n()
      const { state, status, failure, detail, nextAttempt } = original
      const code = [status === null ? '' : `HTTP ${status}`, detail].filter((word) => word !== '').join(' · ')
      return (
        <>
          <span className={`font-[550] ${state === 'failed' ? 'text-danger-text' : ''}`}>
            {texts.deliveries.states[state]}
          </span>
          {code !== '' && <span className="font-mono text-small text-muted"> {code}</span>}
          {failure !== null && <span className={SMALL}>{texts.deliveries.failures[failure]}</span>}
          {failure !== null && nextAttempt !== null && (
            <span className={SMALL}>{texts.deliveries.next(f.instant(nextAttempt))}</span>
          )}
        </>
      )
    },
  },
  {
    id: 'attempts',
    meta: { name: () => texts.deliveries.columns.attempts, className: `${CELL} tabular` },
    cell: function Attempts({ row: { original } }) {
      return useI18n().f.count(original.attempts)
    },
  },
]

/** Once a language: cells are components, and stay the same ones. */
const COLUMNS = { en: columnsIn(ALERT_TEXTS.en), 'zh-CN': columnsIn(ALERT_TEXTS['zh-CN']) }
