import { chunk } from './core/chunk.ts'

/** The table of servers and the panel of one: fetched when the address asks for it, else when the browser is idle (IdleOverlays.tsx). */
export const servers = chunk(() => import('./servers-parts.ts'))
