import type { Category } from '#contract/scope.ts'

import { count, units } from './numbers.ts'

/** The page on a wall screen. */
export const kiosk = {
  worst: (category: Category) => `Dangerous ports on the most ${units(category)}`,
  noneDangerous: 'No dangerous port among those shown.',
  since: {
    silent: (time: string) => `No answer from the server since ${time}`,
    signedOut: (time: string) => `Signed out since ${time}: reload the page to sign in`,
    failing: (time: string) => `The server has failed since ${time}`,
  },
  askedAgain: 'It is asked again by itself.',
  frozen: 'Frozen view',
  turn: (at: number, of: number) => `View ${count(at)} of ${count(of)}`,
  leave: 'Esc leaves the wall',
}
