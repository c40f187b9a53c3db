import { OIDC_SIGN_OUT_PATH } from '#contract/session.ts'
import type { SessionAnswer } from '#contract/session.ts'
import { useSession } from '#data/session.ts'
import { useSignOut } from '#data/sign-in.ts'
import { useI18n } from '#i18n/i18n.ts'
import { MenuItems } from '#ui/Menu.tsx'
import { baseUrl } from '#view/base-url.ts'

/** Who is signed in, what they may do, and the way out. */
export function AccountItems({
  identity,
  onAudit,
}: {
  identity: NonNullable<SessionAnswer['identity']>
  onAudit: () => void
}) {
  const { t } = useI18n()
  const signingOut = useSignOut()
  const { name, proof, canChange } = identity
  const role =
    canChange === '*'
      ? t.auth.account.all
      : canChange.length === 0
        ? t.auth.account.none
        : t.auth.account.some(canChange.length)
  // Of a proxy the server has no session: signing out is there, or nowhere.
  const signOutPath = useSession().data?.signOutPath ?? null
  const there = proof === 'oidc' ? `${baseUrl()}${OIDC_SIGN_OUT_PATH}` : signOutPath
  const signOutThere = async (): Promise<void> => {
    try {
      await signingOut.mutateAsync()
    } catch {
      return // the menu says that it could not be done
    }
    if (there !== null) location.assign(there)
  }
  return (
    <MenuItems
      label={t.auth.account.open(name)}
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
            ...(canChange === '*' ? [{ name: t.auth.account.audit, onSelect: onAudit }] : []),
            ...(proof === 'oidc'
              ? [{ name: t.auth.account.signOutThere, staysOpen: true, onSelect: signOutThere }]
              : []),
          ],
        },
      ]}
    />
  )
}
