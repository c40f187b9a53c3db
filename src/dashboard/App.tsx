import { QueryClientProvider } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import { NuqsAdapter } from 'nuqs/adapters/react'
import { useEffect, useMemo } from 'react'
import type { ReactNode } from 'react'
import { ErrorBoundary } from 'react-error-boundary'

import { ServerContext } from '#data/server.ts'
import type { Server } from '#data/server.ts'
import { createFormat } from '#i18n/format.ts'
import { I18nContext, i18nOf, useI18n } from '#i18n/i18n.ts'
import { language, timeZone } from '#preferences.ts'
import { useKiosk } from '#view/kiosk-mode.ts'

import { Boundary } from './core/Boundary.tsx'
import { chunk } from './core/chunk.ts'
import { Part } from './core/Part.tsx'
import { DashboardPage } from './DashboardPage.tsx'
import { SignedIn } from './features/auth/SignedIn.tsx'

/**
 * The page, in the reader's language, whose messages are loaded, of one server. `children` stand beside its one screen; `embedded` takes
 * the place of the screen in a frame, where the page around it brings the session.
 */
export function App({
  client,
  server,
  embedded,
  children,
}: {
  client: QueryClient
  server: Server
  embedded: ReactNode | null
  children?: ReactNode
}) {
  const lang = language.use()
  useEffect(() => {
    document.documentElement.lang = lang // screen readers choose their voice, browsers their font by it
  }, [lang])
  const zone = timeZone.use()
  const i18n = useMemo(
    () => (zone === '' ? i18nOf(lang) : { ...i18nOf(lang), f: createFormat(lang, zone) }),
    [lang, zone],
  )
  return (
    <I18nContext value={i18n}>
      <QueryClientProvider client={client}>
        <ServerContext value={server}>
          <NuqsAdapter>
            <Boundary name={i18n.t.common.product} place={Broken}>
              {embedded ?? (
                <SignedIn>
                  <Screen />
                </SignedIn>
              )}
            </Boundary>
            <ErrorBoundary fallback={null}>{children}</ErrorBoundary>
          </NuqsAdapter>
        </ServerContext>
      </QueryClientProvider>
    </I18nContext>
  )
}

/** What a desk works with, or what hangs in kiosk mode. */
function Screen() {
  const { t } = useI18n()
  const { kiosk } = useKiosk()
  if (kiosk === null) return <DashboardPage />
  return (
    <Part of={kioskPage} name={t.common.product} place={Broken}>
      {({ KioskPage }) => <KioskPage />}
    </Part>
  )
}

const kioskPage = chunk(() => import('./features/kiosk/KioskPage.tsx'))

function Broken({ children }: { children: ReactNode }) {
  const { t } = useI18n()
  return (
    <main className="p-6">
      <h1 className="sr-only">{t.common.product}</h1>
      {children}
    </main>
  )
}
