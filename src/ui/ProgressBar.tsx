/** How much of something is done. `share` is 0 to 1, null while the total is unknown. */
export function ProgressBar({
  label,
  share,
  className = '',
}: {
  label: string
  share: number | null
  className?: string
}) {
  return (
    <progress
      aria-label={label}
      max={100}
      {...(share !== null && { value: Math.floor(share * 100) })}
      className={`bar block h-1 w-full ${className}`}
    />
  )
}
