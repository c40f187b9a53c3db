import type { Category } from '#contract/scope.ts'

import { count, unit } from './numbers.ts'

/** Kiosk mode. */
export const kiosk = {
  worst: (category: Category) => `Top dangerous ports by ${unit(category, 1)} count`,
  noneDangerous: 'No dangerous ports.',
  since: {
    silent: (time: string) => `No response from the server since ${time}`,
    signedOut: (time: string) => `Signed out at ${time}: reload the page to sign in`,
    failing: (time: string) => `Server errors since ${time}`,
  },
  snapshot: 'Snapshot view',
  turn: (at: number, of: number) => `View ${count(at)} of ${count(of)}`,
  exit: 'Press Esc to exit',
}
