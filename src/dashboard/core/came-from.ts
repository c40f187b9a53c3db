import { storageKey } from '#preferences.ts'

const KEY = 'openports-came-from'

/** Keeps the view while the page is left to sign in elsewhere, for this tab alone. */
export function keepView(): void {
  try {
    sessionStorage.setItem(storageKey(KEY), location.search)
  } catch {
    // blocked: the reader comes back to the default view
  }
}

/**
 * Goes back to the view that was kept, once, before the page reads its address. It is put in as a query and as nothing
 * else, so that it cannot lead away from the page.
 */
export function returnToView(): void {
  try {
    const search = sessionStorage.getItem(storageKey(KEY))
    sessionStorage.removeItem(storageKey(KEY))
    if (search?.startsWith('?') && location.search === '') history.replaceState(null, '', search)
  } catch {
    // blocked: nothing was kept
  }
}
