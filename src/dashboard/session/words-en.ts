/** The texts of signing in and out. They come with the parts that show them. */
export const sessionEn = {
  signIn: {
    title: 'Sign in to Openports',
    hint: 'Your work is kept in the address: you come back to the view that you asked for.',
    oidc: 'Sign in with your organisation’s account',
    token: 'API token',
    tokenHint: 'Whoever runs this server has it. It is not kept in the browser.',
    button: 'Sign in',
    pending: 'Signing in…',
    missing: 'Enter the API token.',
    wrong: 'This is not an API token of this server, or it is no longer valid.',
  },
  account: {
    open: (name: string) => `Signed in as ${name}`,
    all: 'Operator of every project',
    some: (projects: number) =>
      projects === 1 ? 'Operator of one project' : `Operator of ${projects} projects`,
    none: 'Viewer',
    signOut: 'Sign out',
    signOutThere: 'Sign out here and at the identity provider',
    failed: 'You are still signed in: the server did not answer. Try again.',
  },
}

export type SessionWords = typeof sessionEn
