import { StatusMark } from '#ui/StatusMark.tsx'

/** Value and share of the marks under the pointer. */
export function ChartTooltip({
  title,
  lines,
}: {
  title: string
  lines: readonly { status: string; label: string; value: string; share: string }[]
}) {
  return (
    <div className="rounded-control border border-line bg-surface px-3 py-2 shadow-float">
      <p className="max-w-60 truncate pb-1 font-mono text-small font-[600]">{title}</p>
      <dl className="tabular grid grid-cols-[auto_auto_auto] gap-x-3 gap-y-0.5">
        {lines.map(({ status, label, value, share }) => (
          <div key={label} className="contents">
            <dt className="flex items-center gap-1.5 text-muted">
              <StatusMark status={status} coloured />
              <span className="max-w-40 truncate">{label}</span>
            </dt>
            <dd className="text-right font-[550]">{value}</dd>
            <dd className="text-right text-muted">{share}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
