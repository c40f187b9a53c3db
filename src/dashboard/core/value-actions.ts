import { useState } from 'react'

import type { Filter } from '#analysis/breakdown.ts'
import { drop, exclude, include, only, standingOf } from '#analysis/choice.ts'
import type { Value } from '#analysis/choice.ts'
import { useI18n } from '#i18n/i18n.ts'
import type { MenuGroup } from '#ui/Menu.tsx'

import { valueLabel, valueText } from './value-labels.ts'
import { useView } from './view-context.tsx'

/** What can be done with a value wherever it stands: ask for it, rule it out, ask for nothing else, copy it. */
export function useValueActions(onFilter: (filter: Filter) => void): (value: Value) => MenuGroup {
  const { t } = useI18n()
  const { filter } = useView()
  const [copied, setCopied] = useState<{ text: string; done: boolean } | null>(null)
  const copy = async (text: string) => {
    try {
      await navigator.clipboard.writeText(text)
      setCopied({ text, done: true })
    } catch {
      setCopied({ text, done: false })
    }
  }
  return (value) => {
    const standing = standingOf(filter, value)
    const text = valueText(value)
    const result = copied?.text === text ? copied : null
    return {
      title: valueLabel(t, value),
      items: [
        {
          name: t.filters.include,
          checked: standing === 'included',
          onSelect: () => onFilter((standing === 'included' ? drop : include)(filter, value)),
        },
        {
          name: t.filters.exclude,
          checked: standing === 'excluded',
          onSelect: () => onFilter((standing === 'excluded' ? drop : exclude)(filter, value)),
        },
        { name: t.filters.only, onSelect: () => onFilter(only(filter, value)) },
        {
          name: result === null ? t.common.copy : result.done ? t.common.copied : t.common.copyFailed,
          staysOpen: true,
          onSelect: () => void copy(text),
        },
      ],
    }
  }
}
