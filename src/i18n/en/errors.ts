/** Failed requests to the server, and parts of the page that failed to load. */
export const errors = {
  rows: 'Ports failed to load.',
  refresh: 'Refresh failed.',
  projects: 'Projects failed to load.',
  servers: 'Servers failed to load.',
  part: (name: string) => `${name} failed to load.`,
  retrying: 'Retrying automatically.',
  stillShown: (instant: string) => `Showing data from ${instant}.`,
  kinds: {
    unreachable: 'No response from the server. Check that Openports is running and that you are online.',
    unreadable: 'Unexpected response from the server. Reload the page to get the current version.',
    signedOut: 'Your session has ended. Reload the page to sign in.',
    forbidden: 'Changing this project requires the Operator role.',
    notFound: 'Not found on this server.',
    absent: 'HSS does not list the servers of a port in this region.',
    throttled: 'The HSS quota is used up.',
    invalid: 'The server rejected the request.',
    failed: 'Server error.',
  },
  requestId: (id: string) => `Request ${id}`,
}
