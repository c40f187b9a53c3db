import { CircleUser } from 'lucide-react'
import { Suspense, useState } from 'react'

import { OIDC_SIGN_OUT_PATH } from '#contract/session.ts'
import type { SessionAnswer } from '#contract/session.ts'
import { late } from '#dashboard/core/late.tsx'
import { useSession } from '#data/session.ts'
import { useSignOut } from '#data/sign-in.ts'
import { useI18n } from '#i18n/i18n.ts'
import { MenuButton } from '#ui/Menu.tsx'

const AuditDialog = late(async () => (await import('./AuditDialog.tsx')).AuditDialog)

/** Who is signed in, what they may do, and the way out. */
export function Account({ identity }: { identity: NonNullable<SessionAnswer['identity']> }) {
  const { t } = useI18n()
  const signingOut = useSignOut()
  const [audit, setAudit] = useState(false)
  const { name, proof, canChange } = identity
  const role =
    canChange === '*'
      ? t.auth.account.all
      : canChange.length === 0
        ? t.auth.account.none
        : t.auth.account.some(canChange.length)
  // Of a proxy the server has no session: signing out is there, or nowhere.
  const signOutPath = useSession().data?.signOutPath ?? null
  const there = proof === 'oidc' ? OIDC_SIGN_OUT_PATH : signOutPath
  const signOutThere = async (): Promise<void> => {
    try {
      await signingOut.mutateAsync()
    } catch {
      return // the menu says that it could not be done
    }
    if (there !== null) location.assign(there)
  }
  return (
    <>
      <MenuButton
        name={t.auth.account.open(name)}
        button={<CircleUser aria-hidden className="size-4" />}
        buttonClass="touchable inline-flex h-8 w-8 items-center justify-center rounded-control text-muted hover:bg-sunken hover:text-text"
        groups={[
          {
            title: `${name} · ${role}`,
            items: [
              ...(proof === 'proxy' && there === null
                ? []
                : [
                    {
                      name: signingOut.isError ? t.auth.account.failed : t.auth.account.signOut,
                      staysOpen: true, // it says when it could not be done
                      onSelect: proof === 'proxy' ? signOutThere : () => signingOut.mutate(),
                    },
                  ]),
              ...(canChange === '*' ? [{ name: t.auth.account.audit, onSelect: () => setAudit(true) }] : []),
              ...(proof === 'oidc'
                ? [{ name: t.auth.account.signOutThere, staysOpen: true, onSelect: signOutThere }]
                : []),
            ],
          },
        ]}
      />
      {audit && (
        <Suspense>
          <AuditDialog onClose={() => setAudit(false)} />
        </Suspense>
      )}
    </>
  )
}
