import { useState } from 'react'

import {
  ALERT_CAUSES,
  ALERT_FORMATS,
  ALERT_LANGUAGES,
  ALERT_LIMITS,
  isSecret,
  signsMessages,
  webhookOf,
} from '#contract/alert-rules.ts'
import type { AlertCause, AlertRule, AlertRuleChange } from '#contract/alert-rules.ts'
import { VIEW_LIMITS } from '#contract/views.ts'
import { useAlertTexts } from '#i18n/alerts.ts'
import { useI18n } from '#i18n/i18n.ts'
import { language as pageLanguage } from '#preferences.ts'
import { Button } from '#ui/Button.tsx'
import { Select } from '#ui/Select.tsx'

import { RuleField } from './RuleField.tsx'

/** A new rule, or one to change: without an address or a secret, it keeps those that it has. */
export function RuleForm({
  rule,
  views,
  onSave,
  onFault,
  onCancel,
}: {
  rule: AlertRule | null
  views: readonly string[]
  onSave: (change: Omit<AlertRuleChange, 'project'>) => void
  onFault: (fault: string) => void
  onCancel: () => void
}) {
  const { t } = useI18n()
  const texts = useAlertTexts()
  const { form: words } = texts
  const readerLanguage = pageLanguage.use()
  const [name, setName] = useState(rule?.name ?? '')
  const [view, setView] = useState(rule?.view ?? views[0] ?? '')
  const [causes, setCauses] = useState<readonly AlertCause[]>(rule?.causes ?? ['opened', 'reopened'])
  const [format, setFormat] = useState(rule?.format ?? 'json')
  const [language, setLanguage] = useState(rule?.language ?? readerLanguage)
  const [url, setUrl] = useState('')
  const [secret, setSecret] = useState(() => (rule === null ? newSecret() : ''))
  const title = rule === null ? words.new : words.change(rule.name)
  // A secret of one format is none of another.
  const mayKeepSecret = rule !== null && rule.format === format && rule.hasSecret

  const submit = () => {
    const written = { name: name.trim(), url: url.trim(), secret: signsMessages(format) ? secret.trim() : '' }
    const keepsUrl = rule !== null && written.url === ''
    const keepsSecret = mayKeepSecret && written.secret === ''
    if (written.name === '') return onFault(words.fault.noName)
    if (causes.length === 0) return onFault(words.fault.noCause)
    if (!keepsUrl && webhookOf(written.url) === null) return onFault(words.fault.badUrl)
    if (!keepsSecret && !isSecret(format, written.secret)) return onFault(words.fault.badSecret)
    onSave({
      ...(rule !== null && { id: rule.id }),
      rule: {
        name: written.name,
        view,
        causes: [...causes],
        format,
        language,
        isEnabled: rule?.isEnabled ?? true,
      },
      url: keepsUrl ? null : written.url,
      secret: keepsSecret ? null : written.secret,
    })
  }

  return (
    <form
      aria-label={title}
      className="grid gap-3 rounded-control border border-line p-4"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <h3 className="font-[650]">{title}</h3>
      <RuleField label={words.name} value={name} maxLength={VIEW_LIMITS.name} onValue={setName} />
      <div className="flex flex-wrap gap-2">
        <Select
          label={words.view}
          value={view}
          options={[...new Set([view, ...views])].map((value) => ({ value, label: value }))}
          onChange={setView}
        />
        <Select
          label={words.format}
          value={format}
          options={ALERT_FORMATS.map((value) => ({ value, label: texts.formats[value] }))}
          onChange={(chosen) => {
            setFormat(chosen)
            setSecret(chosen === 'json' && rule?.format !== 'json' ? newSecret() : '')
          }}
        />
        {format !== 'json' && (
          <Select
            label={words.language}
            value={language}
            options={ALERT_LANGUAGES.map((value) => ({ value, label: texts.languages[value] }))}
            onChange={setLanguage}
          />
        )}
      </div>
      <fieldset>
        <legend className="pb-0.5 text-small font-[550] text-muted">{words.causes}</legend>
        <div className="flex flex-wrap gap-x-4 gap-y-1">
          {ALERT_CAUSES.map((cause) => (
            <label key={cause} className="flex h-8 items-center gap-2 pointer-coarse:h-11">
              <input
                type="checkbox"
                className="size-4 accent-accent"
                checked={causes.includes(cause)}
                onChange={({ target: { checked } }) =>
                  setCauses(ALERT_CAUSES.filter((one) => (one === cause ? checked : causes.includes(one))))
                }
              />
              {t.terms.changeKinds[cause]}
            </label>
          ))}
        </div>
      </fieldset>
      <RuleField
        label={words.url}
        value={url}
        maxLength={ALERT_LIMITS.url}
        onValue={setUrl}
        inputMode="url"
        hint={rule === null ? '' : words.urlKept(rule.target)}
      />
      {signsMessages(format) && (
        <RuleField
          label={words.secret}
          value={secret}
          maxLength={ALERT_LIMITS.secret}
          onValue={setSecret}
          hint={mayKeepSecret && secret === '' ? words.secretKept : words.secretHint[format]}
        >
          {format === 'json' && <Button onClick={() => setSecret(newSecret())}>{words.generate}</Button>}
        </RuleField>
      )}
      <div className="flex gap-2">
        <Button type="submit">{words.save}</Button>
        <Button look="plain" onClick={onCancel}>
          {texts.cancel}
        </Button>
      </div>
    </form>
  )
}

/** A key of 32 random bytes, as Standard Webhooks writes one. */
const newSecret = (): string =>
  `whsec_${btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32))))}`
