import { count, plural } from './numbers.ts'

/** Signing in and out, who is signed in, and what was done. */
export const auth = {
  signIn: {
    title: 'Sign in to Openports',
    hint: 'Your work is kept in the address: you come back to the view that you asked for.',
    oidc: 'Sign in with your organisation’s account',
    proxy:
      'The proxy in front of this server signs you in. If it did, it does not tell this server who you are.',
    stranger: (name: string) => `Signed in as ${name}`,
    noAccess:
      'No group of yours may see anything here. Ask whoever runs this server, and name your account and your groups.',
    somebodyElse: 'Sign in as somebody else',
    token: 'API token',
    tokenHint: 'Whoever runs this server has it. It is not kept in the browser.',
    button: 'Sign in',
    pending: 'Signing in…',
    missing: 'Enter the API token.',
    wrong: 'This is not an API token of this server, or it is no longer valid.',
    tooMany: 'Too many wrong tokens came from your address. Try again in a few seconds.',
  },
  account: {
    open: (name: string) => `Signed in as ${name}`,
    all: 'Operator of every project',
    some: (n: number) => plural(n, 'Operator of one project', `Operator of ${count(n)} projects`),
    none: 'Viewer',
    signOut: 'Sign out',
    signOutThere: 'Sign out here and at the identity provider',
    failed: 'You are still signed in: the server did not answer. Try again.',
    audit: 'Audit list',
  },
  audit: {
    intro:
      'Who signed in and who changed what, newest first. Of each action the newest 10,000 entries are kept.',
    columns: { at: 'When', name: 'Who', done: 'What', address: 'From' },
    actions: {
      signIn: 'signed in',
      signInFailed: 'failed to sign in',
      signOut: 'signed out',
      viewSaved: 'saved a view',
      viewRenamed: 'renamed or changed a view',
      viewDeleted: 'deleted a view',
      hssAsked: 'asked HSS about a port',
      hssRetried: 'let HSS be tried at once',
      imported: 'imported scans',
      tokenAdded: 'added an API token',
      tokenRevoked: 'revoked an API token',
    },
    nobody: 'nobody known',
    times: (n: number) => `${count(n)} times`,
    older: 'Show older entries',
    none: 'Nothing yet.',
    failed: 'The audit list could not be loaded.',
  },
}
