/** A row's transport and address family, as its source writes it. */
export function TypeTag({ type }: { type: string }) {
  return (
    <span className="inline-block max-w-24 truncate align-middle rounded-badge border border-line-strong px-1.5 font-mono text-small/5 text-muted">
      {type === '' ? '–' : type}
    </span>
  )
}
