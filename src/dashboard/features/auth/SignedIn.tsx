import type { ReactNode } from 'react'

import { chunk } from '#dashboard/core/chunk.ts'
import { Part } from '#dashboard/core/Part.tsx'
import { useSession } from '#data/session.ts'
import { useI18n } from '#i18n/i18n.ts'

const signIn = chunk(() => import('./SignIn.tsx'))

/**
 * The page, or the sign-in where the server requires it. The page does not wait for the server to say so: it begins as if
 * the user were signed in, and the sign-in replaces it when the server answers that they are not.
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
