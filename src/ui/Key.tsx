/** A key of the keyboard, as it is printed there. */
export function Key({ name }: { name: string }) {
  return (
    <kbd className="inline-flex min-w-5.5 items-center justify-center rounded-badge border border-line-strong bg-sunken px-1.5 font-mono text-small/5 text-text">
      {name}
    </kbd>
  )
}
