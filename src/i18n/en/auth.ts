import { count, plural } from './numbers.ts'

/** Signing in and out, and the audit log. */
export const auth = {
  signIn: {
    title: 'Sign in to Openports',
    hint: 'After signing in, you return to the view in the address bar.',
    oidc: 'Sign in with SSO',
    proxy:
      'A reverse proxy signs you in to this server, but it sent no identity. Sign in again, or contact your administrator.',
    signedInAs: (name: string) => `Signed in as ${name}`,
    noAccess: 'Your groups have no access. Contact your administrator.',
    switchAccount: 'Sign in with another account',
    token: 'API token',
    tokenHint: 'Your administrator provides it. The browser does not store it.',
    button: 'Sign in',
    pending: 'Signing in…',
    missing: 'Enter the API token.',
    wrong: 'Invalid or revoked API token.',
    tooMany: 'Too many failed attempts from your address. Try again in a few seconds.',
  },
  account: {
    open: (name: string) => `Signed in as ${name}`,
    all: 'Operator of all projects',
    some: (n: number) => plural(n, 'Operator of 1 project', `Operator of ${count(n)} projects`),
    none: 'Viewer',
    signOut: 'Sign out',
    signOutThere: 'Sign out here and at the identity provider',
    failed: 'Sign-out failed: no response from the server. Try again.',
    audit: 'Audit log',
  },
  audit: {
    intro: 'Sign-ins and changes, newest first. The newest 10,000 entries of each action are kept.',
    columns: { at: 'Time', name: 'User', done: 'Action', address: 'Source address' },
    actions: {
      signIn: 'Signed in',
      signInFailed: 'Failed to sign in',
      signOut: 'Signed out',
      viewSaved: 'Saved a view',
      viewRenamed: 'Renamed or updated a view',
      viewDeleted: 'Deleted a view',
      hssAsked: 'Checked a port in HSS',
      hssRetried: 'Retried the HSS sync',
      imported: 'Imported scans',
      tokenAdded: 'Created an API token',
      tokenRevoked: 'Revoked an API token',
    },
    unknownUser: 'Unknown user',
    times: (n: number) => `${count(n)} times`,
    older: 'Show older entries',
    none: 'No entries yet.',
    failed: 'The audit log failed to load.',
  },
}
