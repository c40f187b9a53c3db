import { ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'

/** One of several, by the platform's own list: it opens as the reader's device opens lists. */
export function Select<Value extends string>({
  label,
  hideLabel = false,
  value,
  options,
  onChange,
  icon,
}: {
  label: string
  hideLabel?: boolean
  value: Value
  options: readonly { value: Value; label: string }[]
  onChange: (value: Value) => void
  icon?: ReactNode
}) {
  return (
    <label className="relative inline-flex h-8 max-w-full min-w-0 items-center gap-1.5 rounded-control border border-line-strong bg-surface pl-3 hover:bg-sunken has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent pointer-coarse:h-11">
      {icon}
      <span
        className={
          hideLabel ? 'sr-only' : 'whitespace-nowrap text-muted max-sm:sr-only lg:max-xl:in-[header]:sr-only'
        }
      >
        {label}
      </span>
      <select
        className="field-sizing-content h-full max-w-56 min-w-0 appearance-none truncate bg-transparent pr-7 font-[550] text-text outline-none"
        value={value}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.target.value)
          if (chosen) onChange(chosen.value)
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} className="bg-surface text-text">
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown aria-hidden className="pointer-events-none absolute right-2 size-3.5 text-muted" />
    </label>
  )
}
