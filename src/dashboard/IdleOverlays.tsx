import { QuietPart } from './core/Part.tsx'
import { useScope } from './core/scope-context.tsx'
import { useIdle } from './core/use-idle.ts'
import { overlays } from './overlays.ts'

/**
 * Has the code of all that opens over the page fetched, as soon as the browser has nothing else to do after the rows are
 * there. From then on the page takes scans that are dropped on it.
 */
export function IdleOverlays() {
  const isIdle = useIdle(useScope().rows.data !== undefined)
  return isIdle && <QuietPart of={overlays}>{({ DropScans }) => <DropScans />}</QuietPart>
}
