import type { PortRange } from '#analysis/dimensions.ts'

/** The texts of values and of what can be done with them, in menus and in the filters that came of it. */
export const valuesEn = {
  class: 'Class',
  range: 'Range',
  classAndRange: 'Class, range',
  ranges: {
    'well-known': 'Well-known, 0–1023',
    registered: 'Registered, 1024–49151',
    dynamic: 'Dynamic, 49152–65535',
  } satisfies Record<PortRange, string>,
  port: (text: string) => `Port ${text}`,
  not: (name: string) => `not ${name}`,
  open: (name: string) => `Filter by ${name}`,
  include: 'Include',
  exclude: 'Exclude',
  only: 'Only this',
  copy: 'Copy',
  filter: (label: string, off: boolean) => (off ? `Filter ${label}, switched off` : `Filter ${label}`),
  turnRound: 'Turn round',
  switchOff: 'Switch off',
  switchOn: 'Switch on',
  remove: 'Remove',
}
