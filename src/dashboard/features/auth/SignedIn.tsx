import { Suspense } from 'react'
import type { ReactNode } from 'react'

import { late } from '#dashboard/core/late.tsx'
import { useSession } from '#data/session.ts'

const SignIn = late(async () => (await import('./SignIn.tsx')).SignIn)

/**
 * The page, or signing in where the server wants that first. Nobody waits for the server to say so: the page begins as if
 * somebody were signed in, and an answer that they are not takes its place.
 */
export function SignedIn({ children }: { children: ReactNode }) {
  const { data: session } = useSession()
  const isStranger = session?.identity?.hasAccess === false
  if (
    session === undefined ||
    (session.identity !== null && !isStranger) ||
    session.signInMethods.length === 0
  )
    return children
  return (
    <Suspense fallback={<main aria-busy="true" />}>
      <SignIn session={session} />
    </Suspense>
  )
}
