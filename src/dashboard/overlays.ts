import { chunk } from './core/chunk.ts'
import type * as parts from './overlay-parts.ts'

export type Overlays = typeof parts

/**
 * What opens over the page, and what tells how a project of HSS is synced: nothing that every first screen has. It is
 * fetched when the browser is idle after the rows (IdleOverlays.tsx), so that whatever is opened is there at once.
 */
export const overlays = chunk<Overlays>(() => import('./overlay-parts.ts'))
