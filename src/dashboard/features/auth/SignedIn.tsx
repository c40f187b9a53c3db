import type { ReactNode } from 'react'

import { chunk } from '#dashboard/core/chunk.ts'
import { Part } from '#dashboard/core/Part.tsx'
import { useSession } from '#data/session.ts'
import { useI18n } from '#i18n/i18n.ts'

const signIn = chunk(() => import('./SignIn.tsx'))

/**
 * The page, or signing in where the server wants that first. Nobody waits for the server to say so: the page begins as if
 * somebody were signed in, and an answer that they are not takes its place.
 */
export function SignedIn({ children }: { children: ReactNode }) {
  const { t } = useI18n()
  const { data: session } = useSession()
  const isStranger = session?.identity?.hasAccess === false
  if (
    session === undefined ||
    (session.identity !== null && !isStranger) ||
    session.signInMethods.length === 0
  )
    return children
  return (
    <Part of={signIn} name={t.common.product} placeholder={<main aria-busy="true" />}>
      {({ SignIn }) => <SignIn session={session} />}
    </Part>
  )
}
