import { useState } from 'react'

import { OIDC_SIGN_IN_PATH } from '#contract/session.ts'
import type { SessionAnswer } from '#contract/session.ts'
import { keepView } from '#dashboard/core/came-from.ts'
import { errorText } from '#dashboard/core/error-message.ts'
import { LanguageSelect, ThemeButton } from '#dashboard/core/ReaderChoices.tsx'
import type { ApiErrorKind } from '#data/api-error.ts'
import { useSignIn } from '#data/sign-in.ts'
import { useI18n } from '#i18n/i18n.ts'
import { Button } from '#ui/Button.tsx'
import { baseUrl } from '#view/base-url.ts'

/**
 * Replaces the page until a user with access has signed in. The address stays as it is.
 */
export function SignIn({ session: { signInMethods, identity, signOutPath } }: { session: SessionAnswer }) {
  const { t } = useI18n()
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center gap-6 px-3.5 py-10">
      <section
        aria-labelledby="sign-in"
        className="grid w-full max-w-96 gap-5 rounded-card border border-line bg-surface p-6 shadow-card"
      >
        <header className="grid gap-2">
          <img src="favicon.svg" alt="" className="size-8" />
          <h1 id="sign-in" className="text-title font-[650]">
            {identity === null ? t.auth.signIn.title : t.auth.signIn.signedInAs(identity.name)}
          </h1>
          <p className="text-muted">{identity === null ? t.auth.signIn.hint : t.auth.signIn.noAccess}</p>
        </header>
        {identity !== null && signOutPath !== null && (
          <a
            href={signOutPath}
            className="touchable inline-flex h-9 items-center justify-center rounded-control border border-line-strong bg-surface px-3 font-[550] hover:bg-sunken pointer-coarse:h-11"
          >
            {t.auth.signIn.switchAccount}
          </a>
        )}
        {identity === null && signInMethods.includes('proxy') && (
          <div className="grid gap-2">
            <p>{t.auth.signIn.proxy}</p>
            <Button onClick={() => location.reload()} className="h-9 pointer-coarse:h-11">
              {t.auth.signIn.button}
            </Button>
          </div>
        )}
        {signInMethods.includes('oidc') && (
          <a
            href={`${baseUrl()}${OIDC_SIGN_IN_PATH}`}
            onClick={keepView}
            className="touchable inline-flex h-9 items-center justify-center rounded-control border border-line-strong bg-surface px-3 font-[550] hover:bg-sunken pointer-coarse:h-11"
          >
            {t.auth.signIn.oidc}
          </a>
        )}
        {signInMethods.includes('token') && <TokenForm isOnly={signInMethods.length === 1} />}
      </section>
      <div className="flex items-center gap-1">
        <ThemeButton />
        <LanguageSelect />
      </div>
    </main>
  )
}

function TokenForm({ isOnly }: { isOnly: boolean }) {
  const { t } = useI18n()
  const signingIn = useSignIn()
  const [isMissing, setMissing] = useState(false)
  const { error } = signingIn
  const faults: Partial<Record<ApiErrorKind, string>> = {
    signedOut: t.auth.signIn.wrong,
    throttled: t.auth.signIn.tooMany,
  }
  const fault = isMissing ? t.auth.signIn.missing : error && (faults[error.kind] ?? errorText(t, error).what)
  return (
    <form
      className="grid gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        if (signingIn.isPending) return
        const written = new FormData(event.currentTarget).get('token')
        const token = typeof written === 'string' ? written.trim() : ''
        setMissing(token === '')
        if (token !== '') signingIn.mutate(token)
      }}
    >
      <label htmlFor="token" className="font-[550]">
        {t.auth.signIn.token}
      </label>
      <input
        id="token"
        name="token"
        type="password"
        autoComplete="current-password"
        autoFocus={isOnly} // oxlint-disable-line jsx-a11y/no-autofocus -- there is nothing else on this page
        spellCheck={false}
        aria-describedby={fault ? 'token-fault token-hint' : 'token-hint'}
        aria-invalid={Boolean(fault)}
        className="h-9 rounded-control border border-line-strong bg-surface px-2.5 font-mono aria-invalid:border-danger pointer-coarse:h-11"
      />
      <p id="token-fault" role="alert" className="text-danger-text empty:hidden">
        {fault}
      </p>
      <p id="token-hint" className="text-small text-muted">
        {t.auth.signIn.tokenHint}
      </p>
      <Button type="submit" aria-disabled={signingIn.isPending} className="mt-2 h-9 pointer-coarse:h-11">
        {signingIn.isPending ? t.auth.signIn.pending : t.auth.signIn.button}
      </Button>
    </form>
  )
}
