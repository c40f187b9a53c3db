/** Used all over the page. */
export const common = {
  product: 'Openports',
  loading: 'Loading…',
  retry: 'Retry',
  close: 'Close',
  copy: 'Copy',
  copied: 'Copied.',
  copyFailed: 'Copy failed. The browser may block access to the clipboard.',
  skipToPorts: 'Skip to ports',
  newBuild: { title: 'Openports was updated.', reload: 'Reload' },
}
