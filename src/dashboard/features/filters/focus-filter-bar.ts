export const FILTER_BAR_ID = 'filter-bar'

/** For what goes away with its filter when it is clicked: the focus stays in the bar instead of falling out of the page. */
export const focusFilterBar = (): void =>
  document.getElementById(FILTER_BAR_ID)?.focus({ preventScroll: true })
