/** Failures of requests to the server, and of parts of the page. */
export const errors = {
  rows: 'The ports could not be loaded.',
  refresh: 'The last refresh failed.',
  projects: 'The list of projects could not be loaded.',
  servers: 'The servers could not be loaded.',
  part: (name: string) => `${name} failed to load.`,
  retriesItself: 'The page tries again by itself as soon as the server answers.',
  stillShown: (instant: string) => `Showing the data read ${instant}.`,
  kinds: {
    unreachable: 'The server does not answer. Check that Openports is running and that you are connected.',
    unreadable:
      'The server sent an answer that this page cannot read. Reload the page; it may be of an older version.',
    signedOut: 'The session has ended. Reload the page to start a new one.',
    forbidden: 'You may look at this project, but changing it takes the role operator.',
    notFound: 'The server does not know what was asked for.',
    absent: 'HSS has no list of the servers behind a port in this region.',
    throttled: 'HSS allows no further call at the moment.',
    invalid: 'The server did not accept the request.',
    failed: 'The server met a fault.',
  },
  requestId: (id: string) => `Request ${id}`,
}
