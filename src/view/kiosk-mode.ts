import { createParser, useQueryStates } from 'nuqs'
import { useMemo } from 'react'

/** How the address asks for a kiosk: `?kiosk`, which Escape leaves, or `?kiosk=lock`, which no key leaves. */
export type Kiosk = 'open' | 'lock'

/** How long a kiosk may stay with a view, in seconds: a shorter time would be too short to read it. */
const ROTATE = { least: 5, most: 3600 } as const

/** Beside the view, not in it: a saved view is used at a desk and in kiosk mode. */
export const KIOSK_PARAMETERS = {
  kiosk: createParser<Kiosk>({
    parse: (text) => (text === 'lock' ? 'lock' : text === '' || text === 'true' ? 'open' : null),
    serialize: (kiosk) => (kiosk === 'lock' ? 'lock' : ''),
  }),
  rotate: createParser({
    parse: (text) => {
      const seconds = /^\d{1,4}$/.test(text) ? Number(text) : 0
      return seconds >= ROTATE.least && seconds <= ROTATE.most ? seconds : null
    },
    serialize: String,
  }),
}

/** Whether an address asks for a kiosk. */
export function isKiosk(search: string): boolean {
  const asked = new URLSearchParams(search).get('kiosk')
  return asked !== null && KIOSK_PARAMETERS.kiosk.parse(asked) !== null
}

/** Whether the page is a kiosk, for how many seconds each view stays on it, and the ways there and back. */
export function useKiosk() {
  const [{ kiosk, rotate }, set] = useQueryStates(KIOSK_PARAMETERS)
  return useMemo(
    () => ({
      kiosk,
      rotate,
      enter: () => void set({ kiosk: 'open' }, { history: 'push' }),
      leave: () => void set({ kiosk: null, rotate: null }, { history: 'push' }),
    }),
    [kiosk, rotate, set],
  )
}
