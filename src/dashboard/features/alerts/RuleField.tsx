import { useId } from 'react'
import type { ComponentProps, ReactNode } from 'react'

/** One line to write in, with its name above and a hint below. */
export function RuleField({
  label,
  hint = '',
  onValue,
  children,
  ...input
}: {
  label: string
  hint?: string
  onValue: (value: string) => void
  /** Stands beside the line. */
  children?: ReactNode
} & Pick<ComponentProps<'input'>, 'value' | 'maxLength' | 'inputMode'>) {
  const id = useId()
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="text-small font-[550] text-muted">
        {label}
      </label>
      <div className="flex gap-2">
        <input
          {...input}
          id={id}
          autoComplete="off"
          spellCheck={false}
          aria-describedby={hint === '' ? undefined : `${id}-hint`}
          onChange={(event) => onValue(event.target.value)}
          className="h-8 min-w-0 grow rounded-control border border-line-strong bg-surface px-2 placeholder:text-muted pointer-coarse:h-11"
        />
        {children}
      </div>
      {hint !== '' && (
        <p id={`${id}-hint`} className="text-small wrap-anywhere text-muted">
          {hint}
        </p>
      )}
    </div>
  )
}
