/** Used all over the page. */
export const common = {
  product: 'Openports',
  loading: 'Loading…',
  tryAgain: 'Try again',
  close: 'Close',
  copy: 'Copy',
  copied: 'Copied.',
  copyFailed: 'That did not work. The browser may not allow it here.',
  skipToPorts: 'Skip to ports',
  newBuild: { title: 'Openports was upgraded.', reload: 'Load the new version' },
}
