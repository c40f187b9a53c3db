import type { Category } from '#contract/scope.ts'

/** The texts of a wall, in English. */
export const kioskEn = {
  worst: (category: Category) =>
    `Dangerous ports on the most ${category === 'host' ? 'servers' : 'containers'}`,
  noneDangerous: 'No dangerous port among those shown.',
  since: {
    silent: (time: string) => `No answer from the server since ${time}`,
    signedOut: (time: string) => `Signed out since ${time}: reload the page to sign in`,
    failing: (time: string) => `The server has failed since ${time}`,
  },
  askedAgain: 'It is asked again by itself.',
  frozen: 'Frozen view',
  turn: (at: string, of: string) => `View ${at} of ${of}`,
  leave: 'Esc leaves the wall',
}

export type KioskWords = typeof kioskEn
