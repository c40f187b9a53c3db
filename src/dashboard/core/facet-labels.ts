import type { Dimension } from '#analysis/dimensions.ts'
import type { Messages } from '#i18n/en.ts'
import { statusLabel } from '#terms/status-label.ts'

/** The name of a dimension's value: `Danger`, `Database`, `0–1023`. What we do not know is shown as it is written. */
export function facetLabel(t: Messages, dimension: Dimension, word: string): string {
  switch (dimension) {
    case 'type':
      return word
    case 'status':
      return statusLabel(t.terms, word)
    case 'tier':
      return own(t.terms.tiers, word) ?? word
    case 'class':
      return own(t.terms.classes, word) ?? word
    case 'range':
      return own(t.terms.ranges, word) ?? word
  }
}

const own = (labels: Readonly<Record<string, string>>, word: string): string | undefined =>
  Object.hasOwn(labels, word) ? labels[word] : undefined
