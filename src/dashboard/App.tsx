import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { NuqsAdapter } from 'nuqs/adapters/react'
import { Suspense, useEffect, useMemo } from 'react'
import type { ReactNode } from 'react'
import { ErrorBoundary } from 'react-error-boundary'

import { QueriesContext } from '#data/hooks.ts'
import { sessionEnded } from '#data/queries.ts'
import type { Queries } from '#data/queries.ts'
import { createFormat } from '#i18n/format.ts'
import { I18nContext, i18nOf, useI18n } from '#i18n/i18n.ts'
import { language, timeZone } from '#preferences.ts'
import { isWall, useKiosk } from '#view/kiosk-mode.ts'

import { late } from './core/late.tsx'
import { LateBoundary } from './core/LateBoundary.tsx'
import { SignedIn } from './features/auth/SignedIn.tsx'

/** A second try is soon, the third late: a server that restarts is back within seconds, one that is down is not. */
const client = new QueryClient({
  // Who is signed in is asked again when the server refuses: a session may have ended.
  queryCache: new QueryCache({
    onError: (error) => void sessionEnded(client, error, isWall(location.search)),
  }),
  defaultOptions: {
    queries: {
      // Where HSS failed behind the server, another try costs another call of its quota: a person decides that.
      retry: (failures, { kind, failure }) =>
        failures < 2 && failure === null && (kind === 'unreachable' || kind === 'failed'),
      retryDelay: (failure) => 500 * 4 ** failure,
      staleTime: 30_000,
    },
  },
})

/**
 * The page, in the reader's language, whose messages are loaded, over one server's queries. `children` stand beside its one screen; `embedded` takes
 * the place of the screen in a frame, where whoever is signed in comes with the page around it.
 */
export function App({
  queries,
  embedded,
  children,
}: {
  queries: Queries
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
        <QueriesContext value={queries}>
          <NuqsAdapter>
            <LateBoundary name={i18n.t.common.product} place={Broken}>
              {embedded ?? (
                <SignedIn>
                  <Screen />
                </SignedIn>
              )}
            </LateBoundary>
            <ErrorBoundary fallback={null}>{children}</ErrorBoundary>
          </NuqsAdapter>
        </QueriesContext>
      </QueryClientProvider>
    </I18nContext>
  )
}

/** What a desk works with, or what hangs on a wall: neither loads the other's code. */
function Screen() {
  const { kiosk } = useKiosk()
  return <Suspense>{kiosk === null ? <Dashboard /> : <Kiosk />}</Suspense>
}

const Dashboard = late(async () => (await import('./Dashboard.tsx')).Dashboard)
const Kiosk = late(async () => (await import('./features/kiosk/Kiosk.tsx')).Kiosk)

function Broken({ children }: { children: ReactNode }) {
  const { t } = useI18n()
  return (
    <main className="p-6">
      <h1 className="sr-only">{t.common.product}</h1>
      {children}
    </main>
  )
}
