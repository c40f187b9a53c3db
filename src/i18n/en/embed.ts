/** The page in a frame. */
export const embed = {
  waiting: 'Waiting for the console to sign you in…',
  late: 'The console has not signed you in.',
  lateHint:
    'Reload the console. If that does not help, its administrator has to look at how it gets tickets.',
}
