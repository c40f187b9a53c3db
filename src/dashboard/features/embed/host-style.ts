import type { HostStyle } from '#contract/embed.ts'

/** On paper the page has its own colours, whatever the host's theme is. */
let rule: CSSStyleDeclaration | null = null
function ruleOfHost(): CSSStyleDeclaration | null {
  if (rule !== null) return rule
  const sheet = new CSSStyleSheet({ media: 'screen' })
  const made = sheet.cssRules[sheet.insertRule(':root {}')]
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
  return (rule = made instanceof CSSStyleRule ? made.style : null)
}

/** A colour between text and surface, by its share of the text's. */
const mixed = (share: number): string =>
  `color-mix(in oklab, var(--color-text) ${share}%, var(--color-surface))`

/**
 * Draws the page in the host's colours, radius and font, and in its own where the host names none. The lines, the quiet texts and
 * the weak accent follow from those that are named, so that a host has few to keep in tune.
 */
export function showHostStyle({ accent, background, surface, text, border, radius, font }: HostStyle): void {
  const hasBase = text !== undefined || surface !== undefined
  const variables: Record<string, string | undefined> = {
    '--color-page': background,
    '--color-surface': surface,
    '--color-text': text,
    '--color-sunken': hasBase ? mixed(4) : undefined,
    '--color-muted': hasBase ? mixed(72) : undefined,
    '--color-faint': hasBase ? mixed(56) : undefined,
    '--color-line': border ?? (hasBase ? mixed(12) : undefined),
    '--color-line-strong': border ?? (hasBase ? mixed(22) : undefined),
    '--color-accent': accent,
    '--color-accent-weak': accent && `color-mix(in oklab, ${accent} 14%, var(--color-surface))`,
    '--radius-card': radius,
    '--radius-control': radius && `min(${radius}, 8px)`,
    '--radius-badge': radius && `min(${radius}, 6px)`,
    '--font-sans': font && `${font}, system-ui, sans-serif`,
  }
  const style = ruleOfHost()
  for (const [name, value] of Object.entries(variables))
    if (value === undefined) style?.removeProperty(name)
    else style?.setProperty(name, value)
}
