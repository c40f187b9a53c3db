import type { Category } from '#contract/scope.ts'
import { numbersIn } from '#i18n/numbers.ts'

export const { count, plural } = numbersIn('en')

/** A number that is known, or the bounds that it is between. */
export const between = (least: number, most: number): string =>
  least === most ? count(least) : `${count(least)}–${count(most)}`

/** What the page lists, in the form that goes with a count: ports with their protocol, or rows as the source has them. */
export const entry = (isFolded: boolean, n: number): string =>
  isFolded ? plural(n, 'port', 'ports') : plural(n, 'row', 'rows')

/** What a port of a category is open on, in the form that goes with a count. */
export const unit = (category: Category, n: number): string =>
  category === 'host' ? plural(n, 'server', 'servers') : plural(n, 'container', 'containers')

/** The same of more than one. */
export const units = (category: Category): string => (category === 'host' ? 'servers' : 'containers')
