import type { ComponentProps, ReactNode } from 'react'

type Look = 'outlined' | 'plain' | 'link'

const LOOKS: Record<Look, string> = {
  outlined:
    'h-8 rounded-control border border-line-strong bg-surface px-3 font-[550] enabled:hover:bg-sunken disabled:text-faint',
  plain: 'h-8 rounded-control px-2.5 font-[550] text-muted enabled:hover:bg-sunken enabled:hover:text-text',
  link: 'font-[550] text-accent underline underline-offset-2 hover:no-underline',
}

type ButtonProps = ComponentProps<'button'> & { look?: Look }

export function Button({ look = 'outlined', className = '', ...button }: ButtonProps) {
  return (
    <button
      type="button"
      className={`touchable inline-flex items-center justify-center gap-1.5 whitespace-nowrap print:hidden ${LOOKS[look]} ${className}`}
      {...button}
    />
  )
}

/** A button that shows an icon alone: its name is what a reader of the page hears and a mouse sees. */
export function IconButton({
  name,
  look = 'plain',
  children,
  ...button
}: Omit<ButtonProps, 'name' | 'title' | 'aria-label'> & { name: string; children: ReactNode }) {
  return (
    <Button
      look={look}
      {...button}
      className={`w-8 px-0! ${button.className ?? ''}`}
      aria-label={name}
      title={name}
    >
      {children}
    </Button>
  )
}
