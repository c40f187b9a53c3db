import { useEffect, useSyncExternalStore } from 'react'

import type { BuildWatch } from '#data/build.ts'
import { useI18n } from '#i18n/i18n.ts'
import { Button } from '#ui/Button.tsx'
import { useKiosk } from '#view/kiosk-mode.ts'

/** Servers of a group are upgraded one after the other: a kiosk that reloads at once might meet an old one again, and again. */
const KIOSK_RELOAD = 60_000

/**
 * Offers to load the page anew once the server has another build of it: the address holds the view, so nothing is lost
 * but what is being typed. In kiosk mode, where there is no one to accept the offer, the page reloads automatically.
 */
export function NewBuild({ watch }: { watch: BuildWatch }) {
  const { t } = useI18n()
  const { kiosk } = useKiosk()
  const isOutdated = useSyncExternalStore(watch.subscribe, watch.isOutdated)

  useEffect(() => {
    // Vite's event for a part that could not be loaded: perhaps an older build's, which is gone.
    const look = (): void => void watch.look()
    window.addEventListener('vite:preloadError', look)
    return () => window.removeEventListener('vite:preloadError', look)
  }, [watch])
  useEffect(() => {
    if (!isOutdated || kiosk === null) return undefined
    const timer = setTimeout(() => location.reload(), KIOSK_RELOAD)
    return () => clearTimeout(timer)
  }, [isOutdated, kiosk])

  return (
    <output className="fixed right-4 bottom-4 left-4 z-40 ml-auto w-fit">
      {isOutdated && (
        <div className="flex flex-wrap items-center gap-3 rounded-card border border-line-strong bg-surface px-4 py-2.5 shadow-float">
          <p className="font-[550]">{t.common.newBuild.title}</p>
          <Button onClick={() => location.reload()}>{t.common.newBuild.reload}</Button>
        </div>
      )}
    </output>
  )
}
