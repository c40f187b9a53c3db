import type { QueryError } from '#analysis/query/parse.ts'
import type { Field } from '#analysis/query/query.ts'
import type { Category } from '#contract/scope.ts'
import type { DangerClass } from '#knowledge/dangerous-ports.ts'

import { valuesEn } from './values.ts'

/**
 * The texts that the page begins with, in English. The other languages have this shape, or they do not compile. What opens
 * later brings its own (`words.ts` in the folders of the parts).
 */
export const en = {
  product: 'Openports',
  loading: 'Loading…',
  skipToPorts: 'Skip to ports',
  tryAgain: 'Try again',
  newBuild: { title: 'Openports was upgraded.', reload: 'Load the new version' },
  close: 'Close',

  demo: {
    notice: 'Demo fleet: made-up servers.',
    importScan: 'Import a scan',
  },

  projects: { demo: 'Demo fleet', inventory: 'Inventory', defaultEnterpriseProject: 'Default' },

  howToImport: {
    intro: 'In the folder of Openports, on the machine that runs it:',
    commands: [
      'Start with a scan of your servers',
      'Start with the ports of this machine',
      'Add a scan while it runs, then refresh',
    ],
    formats: 'Scans: nmap -oX, ss -tulpn, osquery listening_ports, or CSV.',
  },

  header: {
    project: 'Project',
    category: 'Category',
    categories: { host: 'Hosts', container: 'Containers' } satisfies Record<Category, string>,
    enterpriseProject: 'Enterprise project',
    allEnterpriseProjects: 'All',
    refresh: 'Refresh',
    refreshing: 'Refreshing…',
    theme: 'Theme',
    themes: { system: 'System theme', light: 'Light theme', dark: 'Dark theme' },
    language: 'Language',
    read: (age: string) => `read ${age}`,
    readNow: 'read just now',
    readAt: (from: string, to: string) => (from === to ? `Read ${to}` : `Read from ${from} to ${to}`),
    whole: (rows: string) => `${rows} of ${rows} ports`,
    part: (rows: string) => `at least ${rows} ports`,
    neverRead: 'never read',
  },

  filter: {
    label: 'Filter ports',
    search: 'Search ports',
    completions: 'Suggestions',
    ports: (text: string, rows: number) => `${text} ${rows === 1 ? 'port' : 'ports'}`,
    fields: {
      port: 'port, list or range',
      servers: 'how many servers',
      type: 'TCP, TCP6, UDP, UDP6',
      proto: 'tcp or udp',
      status: 'danger, unknown, normal',
      service: 'name of the service',
      class: 'kind of danger',
      is: 'rare',
    } satisfies Record<Field, string>,
    searchHint: 'Search: 443, 80*, 8000-8100, redis, status:danger, servers:>50',
    searchHelp:
      'Ports (443, a list, a range, 80* for digits contained), a service’s name, or field:value. Press Enter to keep it.',
    shortcut: 'Press / to search',
    type: 'Type',
    risk: 'Risk',
    all: 'All',
    clearAll: 'Clear all',
    remove: (name: string) => `Remove filter ${name}`,
    pill: {
      term: (text: string) => (/^[\d*<>=]/.test(text) ? `Port: ${text}` : text),
      type: (word: string) => `Type: ${word}`,
      risk: (word: string) => `Risk: ${word}`,
    },
    chosen: (words: readonly string[]) => words.join(', '),
    facet: (word: string, rows: string) => `${word}, ${rows} ports`,
    errors: {
      unknownField: (part: string) =>
        `There is no field “${part}”. Fields: port, servers, type, proto, risk (or status), service, class, is.`,
      noValue: (part: string) => `“${part}” lacks a value, as in port:443 or status:danger.`,
      notAPort: (part: string) => `“${part}” is not a port. Try 443, 80*, 8000-8100, <=1024 or 22,80.`,
      notANumber: (part: string) => `“${part}” is not a number. Try servers:3, servers:>50 or servers:1-2.`,
      tooLarge: (part: string) => `“${part}” is too large. Ports end at 65535.`,
      backwards: (part: string) => `“${part}” runs backwards. Write the smaller number first.`,
      unknownProperty: (part: string) => `There is no is:${part}. There is is:rare.`,
      openQuote: (part: string) => `The quote in ${part} does not end.`,
      nothingNegated: (part: string) => `${part} needs something behind it, as in NOT status:normal.`,
    } satisfies Record<QueryError['reason'], (part: string) => string>,
    stillShown: 'The last result is still shown.',
    noSuchValue: (part: string, known: readonly string[]) =>
      `No port can have ${part}. There are: ${known.join(', ')}.`,
    noSuchPort: (digits: string) => `No port number contains ${digits}.`,
    noSuchService: (name: string, terms: string) => `No service name contains “${name}”. Try ${terms}.`,
    unreadable: (part: string) => `“${part}” in the address has no effect.`,
    expected: (values: readonly string[]) => `Expected: ${values.join(', ')}.`,
    removeFaults: 'Remove',
  },

  help: { title: 'Help', open: 'Help: keys and search' },
  palette: { title: 'Commands' },
  savedViews: { open: 'Views' },
  score: { label: 'Score' },

  takeAway: {
    open: 'Export',
    copied: 'Copied.',
    failed: 'That did not work. The browser may not allow it here.',
  },

  /** Of charts. */
  picture: {
    open: (title: string) => `Save “${title}” as a picture`,
    format: {
      svg: { name: 'SVG', hint: 'sharp at every size' },
      png: { name: 'PNG', hint: 'for slides and chats' },
    },
    saved: 'Saved.',
  },

  risk: { danger: 'Danger', unknown: 'Unknown', normal: 'Normal' },

  summary: {
    label: 'Summary',
    dangerous: 'Dangerous ports',
    dangerousDetail: (share: string, exposure: string, category: Category) =>
      `${share} of ports · on ${exposure} ${pairs(category)}`,
    onPairs: (exposure: string, category: Category) => `on ${exposure} ${pairs(category)}`,
    open: 'Open ports',
    openDetail: (all: string) => `of ${all} in scope`,
    atLeast: (figure: string) => `at least ${figure}`,
    openHelp: 'A port counts once for each type it is open with: 22 over TCP and over TCP6 are two.',
    exposure: 'Exposure',
    exposureDetail: (category: Category) => pairs(category),
    exposureHelp: (category: Category) =>
      `The sum of ${unit(category)} over ports. It is not a number of ${unit(category)}: one with three open ports counts three times.`,
    byProtocol: 'By protocol',
    notRead: 'no data yet',
    showOnly: (name: string) => `Show only ${name}`,
    showAll: 'Show all ports',
    widestFirst: 'Show the widest ports first',
    explain: (name: string) => `What ${name} means`,
  },

  charts: {
    risk: 'Risk by type',
    measure: 'Measure',
    measures: { rows: 'Ports', exposure: 'Exposure' },
    widest: 'Widest ports',
    widestBy: (category: Category) => `by ${unit(category)}`,
    total: 'Total',
    failedHint: 'The table below holds the same numbers.',
    riskFinding: {
      none: 'No dangerous port is among those shown.',
      some: (type: string, count: string, dangerous: string, widest: string) =>
        count === dangerous
          ? `${dangerous === '1' ? 'The one dangerous port is' : `All ${dangerous} dangerous ports are`} ${type}; ${widest}.`
          : `${type} has ${count} of the ${dangerous} dangerous ports; ${widest}.`,
      widest: (port: number, type: string, text: string, servers: number, category: Category) =>
        `the widest is ${port}/${type} on ${text} ${servers === 1 ? one(category) : unit(category)}`,
    },
    nothing: 'No port is shown.',
    rare: 'Rare ports',
    rareHint: 'Open on one or two servers, high ports first',
    widestFinding: (port: number, type: string, text: string, servers: number, category: Category) =>
      `The widest is ${port}/${type}, open on ${text} ${servers === 1 ? one(category) : unit(category)}.`,
    numbers: 'Ports by number',
    numbersFinding: (from: number, to: number, rows: string, all: string) =>
      `Most are in ${from}–${to}: ${rows} of ${all}.`,
    numbersBar: (from: number, to: number, text: string, rows: number) =>
      `${from}–${to}: ${text} ${rows === 1 ? 'port' : 'ports'}`,
    hide: 'Hide chart',
    allNumbers: 'All numbers',
    fromPort: 'From port',
    toPort: 'To port',
    filterBy: (name: string) => `Show only ${name}`,
  },

  changes: 'What changed',
  hideChanges: 'Hide changes',

  values: valuesEn,
  /** What each class of a dangerous port gives away; `none` is a port that our table does not list. */
  classes: {
    remote: 'Remote control',
    orchestration: 'Orchestration',
    compute: 'Compute jobs',
    management: 'Management',
    industrial: 'Industrial',
    database: 'Database',
    cache: 'Cache',
    file: 'Files',
    messaging: 'Messaging',
    mail: 'Mail',
    directory: 'Directory',
    amplification: 'Amplification',
    none: 'Not listed',
  } satisfies Record<DangerClass | 'none', string>,

  table: {
    label: 'Ports',
    columns: {
      port: 'Port',
      service: 'Service',
      type: 'Type',
      status: 'Risk',
      servers: 'Servers',
      share: 'Share',
    },
    serversOf: { host: 'Servers', container: 'Containers' } satisfies Record<Category, string>,
    sortHint: 'Click to sort, Shift-click to sort by several columns',
    ascending: 'ascending',
    descending: 'descending',
    open: (port: number, type: string) => `Open ${port} ${type}`,
    range: (from: string, to: string, matching: string) => `${from}–${to} of ${matching}`,
    ofAll: (all: string) => `(${all} in all)`,
    none: '0 ports',
    pages: 'Pages',
    pageSize: 'Rows a page',
    aPage: (size: number) => `${size} a page`,
    first: 'First page',
    previous: 'Previous page',
    next: 'Next page',
    last: 'Last page',
    pick: (port: number, type: string) => `Select ${port} ${type}`,
    pickPage: 'Select the rows of this page',
    picked: (text: string) => `${text} selected`,
    pickAll: (text: string) => `Select all ${text} matching`,
    clearPicked: 'Clear selection',
    settings: 'Columns and density',
    shownColumns: 'Columns',
    density: 'Density',
    densities: { comfortable: 'Comfortable', compact: 'Compact' },
    reset: 'Reset the table',
    page: (page: string, pages: string) => `Page ${page} of ${pages}`,
  },

  panel: {
    label: (port: number, type: string) => `Port ${port} ${type}`,
  },

  empty: {
    filtered: 'No port matches these filters.',
    clear: 'Clear filters',
    scope: 'No open port in this scope.',
    scopeHint: 'What was read of it has no open port. Choose another enterprise project or category above.',
    neverRead: 'No data in this scope yet.',
    noProjects: 'No project yet.',
    noSuchProject: (project: string) => `There is no project “${project}”.`,
    showFirst: (project: string) => `Show ${project}`,
    noSuchEnterpriseProject: (id: string) => `There is no enterprise project “${id}” in this project.`,
    showAllEnterpriseProjects: 'Show all enterprise projects',
  },

  error: {
    rows: 'The ports could not be loaded.',
    refresh: 'The last refresh failed.',
    projects: 'The list of projects could not be loaded.',
    servers: 'The servers could not be loaded.',
    part: (name: string) => `${name} failed to load.`,
    retriesItself: 'The page tries again by itself as soon as the server answers.',
    stillShown: (instant: string) => `Showing the data read ${instant}.`,
    kinds: {
      unreachable: 'The server does not answer. Check that Openports is running and that you are connected.',
      unreadable:
        'The server sent an answer that this page cannot read. Reload the page; it may be of an older version.',
      signedOut: 'The session has ended. Reload the page to start a new one.',
      forbidden: 'You may look at this project, but changing it takes the role operator.',
      notFound: 'The server does not know what was asked for.',
      absent: 'HSS has no list of the servers behind a port in this region.',
      throttled: 'HSS allows no further call at the moment.',
      invalid: 'The server did not accept the request.',
      failed: 'The server met a fault.',
    },
    requestId: (id: string) => `Request ${id}`,
  },
}

function unit(category: Category): string {
  return category === 'host' ? 'servers' : 'containers'
}

function one(category: Category): string {
  return category === 'host' ? 'server' : 'container'
}

function pairs(category: Category): string {
  return `port–${one(category)} pairs`
}

export type Messages = typeof en
