import { preference } from '#preferences.ts'

/** Whether the charts above the table are in sight. On a phone the table comes first until the reader says otherwise. */
export const chartsFold = preference<'open' | 'folded'>('openports-charts', (stored) => {
  if (stored === 'open' || stored === 'folded') return stored
  return matchMedia('(width < 40rem)').matches ? 'folded' : 'open'
})

/** Of the element that holds the charts. */
export const CHARTS_ID = 'charts'
