import type { Category } from '#contract/scope.ts'
import { numbersIn } from '#i18n/numbers.ts'

export const { count, plural } = numbersIn('en')

/** What a port of a category is open on, in the form that goes with a count. */
export const unit = (category: Category, n: number): string =>
  category === 'host' ? plural(n, 'server', 'servers') : plural(n, 'container', 'containers')

/** The same of more than one. */
export const units = (category: Category): string => (category === 'host' ? 'servers' : 'containers')
