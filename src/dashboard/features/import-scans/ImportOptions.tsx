import { useId, useState } from 'react'

import { CATEGORIES } from '#contract/scope.ts'
import type { Import } from '#data/imports.ts'
import { useI18n } from '#i18n/i18n.ts'
import { useImportTexts } from '#i18n/imports.ts'
import { Button } from '#ui/Button.tsx'
import { Segmented } from '#ui/Segmented.tsx'

type Query = Import['query']

/** As what the files are imported: written here, taken by the button. */
export function ImportOptions({ query, onApply }: { query: Query; onApply: (query: Query) => void }) {
  const { t } = useI18n()
  const texts = useImportTexts()
  const [draft, setDraft] = useState(query)
  const change = (some: Partial<Query>) => setDraft({ ...draft, ...some })
  return (
    <details className="rounded-control border border-line px-4 py-2">
      <summary className="cursor-pointer font-[550] text-muted">{texts.options}</summary>
      <form
        aria-label={texts.options}
        className="grid gap-3 py-3"
        onSubmit={(event) => {
          event.preventDefault()
          const { hostName = '', ...others } = draft
          const name = hostName.trim()
          onApply({
            ...others,
            enterpriseProject: draft.enterpriseProject.trim(),
            ...(name !== '' && { hostName: name }),
          })
        }}
      >
        <Segmented
          label={t.scope.category}
          value={draft.category}
          options={CATEGORIES.map((value) => ({ value, label: t.labels.categories[value] }))}
          onChange={(category) => change({ category })}
        />
        <Field
          label={texts.enterpriseProject}
          value={draft.enterpriseProject}
          onValue={(enterpriseProject) => change({ enterpriseProject })}
        />
        <Field
          label={texts.hostName}
          hint={texts.hostNameHint}
          value={draft.hostName ?? ''}
          onValue={(hostName) => change({ hostName })}
        />
        <label className="flex min-h-8 items-center gap-2 pointer-coarse:min-h-11">
          <input
            type="checkbox"
            className="size-4 accent-accent"
            checked={draft.isPartial}
            onChange={({ target }) => change({ isPartial: target.checked })}
          />
          {texts.partial}
        </label>
        <Button type="submit" className="justify-self-start">
          {texts.apply}
        </Button>
      </form>
    </details>
  )
}

function Field({
  label,
  value,
  hint,
  onValue,
}: {
  label: string
  value: string
  hint?: string
  onValue: (value: string) => void
}) {
  const id = useId()
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="text-small font-[550] text-muted">
        {label}
      </label>
      <input
        id={id}
        value={value}
        maxLength={256}
        autoComplete="off"
        spellCheck={false}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={({ target }) => onValue(target.value)}
        className="h-8 min-w-0 rounded-control border border-line-strong bg-surface px-2 pointer-coarse:h-11"
      />
      {hint !== undefined && (
        <p id={`${id}-hint`} className="text-small text-muted">
          {hint}
        </p>
      )}
    </div>
  )
}
