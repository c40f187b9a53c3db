import { count, plural } from './numbers.ts'

const figures = {
  dangerous: 'Dangerous rows',
  affected: 'Servers with a dangerous port',
  open: 'Rows',
}

/** Figures over time. */
export const course = {
  title: 'Trend',
  figure: 'Figure',
  figures: { host: figures, container: { ...figures, affected: 'Containers with a dangerous port' } },
  open: (name: string) => `Trend of ${name.toLowerCase()}`,
  hide: 'Hide trend',
  unfiltered: 'All ports: the filters do not apply.',
  moment: 'Time',
  gaps: (n: number) => `no data in ${count(n)} ${plural(n, 'period', 'periods')}`,
  failed: 'The trend failed to load.',
  none: 'There are no snapshots to compare yet.',
  noServers: 'The data source names no servers.',
}
