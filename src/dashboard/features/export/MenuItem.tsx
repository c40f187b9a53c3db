/** One export: what it is called, and what it is good for. */
export function MenuItem({ name, hint, onClick }: { name: string; hint: string; onClick: () => void }) {
  return (
    <button
      type="button"
      onClick={onClick}
      className="flex h-8 w-full items-center justify-between gap-4 rounded-badge px-2 hover:bg-sunken pointer-coarse:h-11"
    >
      <span className="shrink-0 font-[550] whitespace-nowrap">{name}</span>
      <span className="truncate text-small text-muted">{hint}</span>
    </button>
  )
}
