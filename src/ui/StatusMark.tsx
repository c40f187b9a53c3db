import type { JSX, ReactNode } from 'react'

type Look = { fill: string; text: string; weak: string; shape: JSX.Element }

/** The colours of a status, and the shape that tells it without them. */
const LOOKS = new Map<string, Look>([
  [
    'danger',
    {
      fill: 'var(--color-danger)',
      text: 'text-danger-text',
      weak: 'bg-danger-weak',
      shape: <path d="M5 .8 9.6 9H.4z" />,
    },
  ],
  [
    'unknown',
    {
      fill: 'var(--color-unknown)',
      text: 'text-unknown-text',
      weak: 'bg-unknown-weak',
      shape: <circle cx="5" cy="5" r="4" />,
    },
  ],
  [
    'normal',
    {
      fill: 'var(--color-normal)',
      text: 'text-normal-text',
      weak: 'bg-normal-weak',
      shape: <rect x="1.2" y="1.2" width="7.6" height="7.6" rx="1" />,
    },
  ],
])

/** An unknown status: a shape of its own, so that it is not mistaken for one of the three. */
const OTHER: Look = {
  fill: 'var(--color-accent)',
  text: 'text-accent',
  weak: 'bg-accent-weak',
  shape: <path d="M5 .4 9.6 5 5 9.6.4 5z" />,
}

export const statusFill = (status: string): string => (LOOKS.get(status) ?? OTHER).fill

/** The shape of a status, in the colour of the text around it or in its own. */
export function StatusMark({
  status,
  coloured = false,
  className = 'size-2.5',
}: {
  status: string
  coloured?: boolean
  className?: string
}) {
  const { fill, shape } = LOOKS.get(status) ?? OTHER
  return (
    <svg
      viewBox="0 0 10 10"
      aria-hidden
      className={`shrink-0 ${className}`}
      fill={coloured ? fill : 'currentColor'}
    >
      {shape}
    </svg>
  )
}

/** A status in words, shape and colour. */
export function StatusBadge({
  status,
  label,
  children,
}: {
  status: string
  label: ReactNode
  /** What is said beside it. */
  children?: ReactNode
}) {
  const { text, weak } = LOOKS.get(status) ?? OTHER
  return (
    <span
      className={`inline-flex max-w-40 items-center align-middle gap-1.5 rounded-badge px-2 max-sm:px-1.5 py-0.5 text-small font-[550] ${text} ${weak}`}
    >
      <StatusMark status={status} />
      <span className="truncate">{label}</span>
      {children}
    </span>
  )
}
