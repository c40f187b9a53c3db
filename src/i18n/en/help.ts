import type { QueryExample } from '#dashboard/core/query-examples.ts'
import type { SHORTCUTS } from '#dashboard/core/shortcuts.ts'

/** The texts of the help. */
export const helpEn = {
  query: 'Search',
  queryIntro:
    'A blank means “and”, a comma between values means “or”. A minus, an exclamation mark or NOT turns a condition round. Click an example to try it.',
  tryOut: 'Try it',
  examples: {
    '22,80,443': 'these ports',
    '8000-8100': 'a range of ports',
    '80*': 'ports whose digits contain 80',
    'port:<=1024': 'ports up to 1024',
    '22/tcp': '22 over TCP and TCP6',
    redis: 'services named so',
    'service:"node exporter"': 'a name with a blank in it',
    'status:danger': 'by risk: danger, unknown, normal',
    'class:database': 'dangerous ports of one class',
    'proto:udp': 'UDP and UDP6; type:UDP6 for one of them',
    'servers:>50': 'open on more than fifty',
    'is:rare': 'open on one or two only',
    '-status:unknown': 'everything but these',
  } satisfies Record<QueryExample, string>,
  keys: 'Keys',
  shortcuts: {
    search: 'Search',
    nextRow: 'Next row',
    previousRow: 'Previous row',
    pick: 'Select the row, or drop it',
    pickRange: 'Select the rows up to here',
    nextInPanel: 'Next port in the panel',
    previousInPanel: 'Previous port in the panel',
    palette: 'Commands',
    help: 'This help',
  } satisfies Record<(typeof SHORTCUTS)[number]['name'], string>,
  arrows: 'From row to row, and along a row',
  menu: 'What can be done with a value',
  enter: 'Open the row, or the menu of a value',
  escape: 'Close, then clear',
  shortcutsOn: 'Keys are on',
  wall: {
    title: 'On a wall',
    text: '?kiosk in the address shows this view in large figures, without a control. rotate=30 shows the saved views in turn, each for 30 seconds. Esc leaves it; with kiosk=lock no key does.',
  },
}

export type HelpWords = typeof helpEn
