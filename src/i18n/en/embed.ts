/** The page in a frame. */
export const embed = {
  waiting: 'Waiting for the console to sign you in…',
  failed: 'The console did not sign you in.',
  failedHint:
    'Reload the console. If this happens again, its administrator should check how it obtains tickets.',
}
