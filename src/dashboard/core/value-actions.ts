import { useState } from 'react'

import type { Filter } from '#analysis/breakdown.ts'
import { drop, exclude, include, only, standingOf } from '#analysis/choice.ts'
import type { Value } from '#analysis/choice.ts'
import { useWords } from '#i18n/messages.ts'
import type { MenuGroup } from '#ui/Menu.tsx'

import { valueLabel, valueText } from './value-labels.ts'

/** What can be done with a value wherever it stands: ask for it, rule it out, ask for nothing else, copy it. */
export function useValueActions(
  filter: Filter,
  onFilter: (filter: Filter) => void,
): (value: Value) => MenuGroup {
  const { m } = useWords()
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
      title: valueLabel(m, value),
      items: [
        {
          name: m.values.include,
          checked: standing === 'included',
          onSelect: () => onFilter((standing === 'included' ? drop : include)(filter, value)),
        },
        {
          name: m.values.exclude,
          checked: standing === 'excluded',
          onSelect: () => onFilter((standing === 'excluded' ? drop : exclude)(filter, value)),
        },
        { name: m.values.only, onSelect: () => onFilter(only(filter, value)) },
        {
          name: result === null ? m.values.copy : result.done ? m.takeAway.copied : m.takeAway.failed,
          staysOpen: true,
          onSelect: () => void copy(text),
        },
      ],
    }
  }
}
