import { ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'

import { Popover } from './Popover.tsx'

export type Choice = {
  value: string
  label: string
  mark?: ReactNode
  count: string
  name: string
  chosen: boolean
}

/** Several of a few, with a count beside each. */
export function ChoiceMenu({
  label,
  summary,
  choices,
  onToggle,
}: {
  label: string
  summary: string
  choices: readonly Choice[]
  onToggle: (value: string) => void
}) {
  return (
    <Popover
      buttonClass="inline-flex h-9 shrink-0 items-center gap-1.5 rounded-control border border-line-strong bg-surface px-3 hover:bg-sunken pointer-coarse:h-11"
      button={
        <>
          <span className="text-muted">{label}</span>
          <span className="max-w-44 truncate font-[550]">{summary}</span>
          <ChevronDown aria-hidden className="size-3.5 text-muted" />
        </>
      }
    >
      <fieldset className="grid min-w-44 gap-0.5">
        <legend className="sr-only">{label}</legend>
        {choices.map(({ value, label, mark, count, name, chosen }) => (
          <label
            key={value}
            className="flex h-8 items-center gap-2 rounded-badge px-2 hover:bg-sunken has-focus-visible:outline-2 has-focus-visible:outline-accent pointer-coarse:h-11"
          >
            <input
              type="checkbox"
              className="size-4 accent-accent"
              checked={chosen}
              aria-label={name}
              onChange={() => onToggle(value)}
            />
            {mark}
            <span className="grow truncate">{label}</span>
            <span className="tabular pl-4 text-muted">{count}</span>
          </label>
        ))}
      </fieldset>
    </Popover>
  )
}
