import type { Dimension } from '#analysis/dimensions.ts'
import type { Messages } from '#i18n/en.ts'
import { statusLabel } from '#i18n/names.ts'

/** The name of a dimension's value: `Danger`, `Database`, `0–1023`. What we do not know is shown as it is written. */
export function facetLabel(t: Messages, dimension: Dimension, word: string): string {
  switch (dimension) {
    case 'type':
      return word
    case 'status':
      return statusLabel(t, word)
    case 'tier':
      return own(t.labels.tiers, word) ?? word
    case 'class':
      return own(t.labels.classes, word) ?? word
    case 'range':
      return own(t.labels.ranges, word) ?? word
  }
}

const own = (labels: Readonly<Record<string, string>>, word: string): string | undefined =>
  Object.hasOwn(labels, word) ? labels[word] : undefined
