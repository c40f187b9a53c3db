import type { ReactNode } from 'react'

export type Choice = {
  value: string
  label: string
  mark?: ReactNode
  count: string
  name: string
  standing: 'included' | 'excluded' | 'none'
}

/** Several of a few, with a count beside each, and what else can be done with it. */
export function Choices({
  label,
  hideLabel = false,
  choices,
  onToggle,
  more,
}: {
  label: string
  hideLabel?: boolean
  choices: readonly Choice[]
  onToggle: (value: string) => void
  more: (value: string) => ReactNode
}) {
  return (
    <fieldset className="grid min-w-44 gap-0.5">
      <legend className={hideLabel ? 'sr-only' : 'px-2 pb-0.5 text-small font-[550] text-muted'}>
        {label}
      </legend>
      {choices.map(({ value, label, mark, count, name, standing }) => (
        <div key={value} className="group flex items-center gap-1">
          <label className="flex h-8 grow items-center gap-2 rounded-badge px-2 hover:bg-sunken has-focus-visible:outline-2 has-focus-visible:outline-accent pointer-coarse:h-11">
            <input
              type="checkbox"
              className="size-4 accent-accent"
              checked={standing === 'included'}
              aria-label={name}
              onChange={() => onToggle(value)}
            />
            {mark}
            <span className={`grow truncate ${standing === 'excluded' ? 'text-muted line-through' : ''}`}>
              {label}
            </span>
            <span className="tabular pl-4 text-muted">{count}</span>
          </label>
          {more(value)}
        </div>
      ))}
    </fieldset>
  )
}
