import { X } from 'lucide-react'

/** A chosen filter. Clicking it takes it away. */
export function Pill({
  label,
  removeLabel,
  onRemove,
}: {
  label: string
  removeLabel: string
  onRemove: () => void
}) {
  return (
    <button
      type="button"
      onClick={onRemove}
      aria-label={removeLabel}
      title={removeLabel}
      className="touchable inline-flex h-7 max-w-60 shrink-0 items-center gap-1.5 rounded-full bg-accent-weak pr-2 pl-3 font-[550] text-accent hover:brightness-95 forced-colors:border"
    >
      <span className="truncate">{label}</span>
      <X aria-hidden className="size-3.5 shrink-0" />
    </button>
  )
}
