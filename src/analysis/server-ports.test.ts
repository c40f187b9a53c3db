import fc from 'fast-check'
import { expect, test } from 'vitest'

import { reachOf, REACHES } from '#contract/reach.ts'

import type { Condition, Query } from './query/query.ts'
import { createRowSet } from './row-set.ts'
import { passPorts } from './server-ports.ts'
import type { Fleet } from './server-ports.ts'
import { programsOfPort, rowsOfServers } from './server-rows.ts'
import { createServerSet } from './server-set.ts'
import { fleetFigures, listServers } from './servers.ts'

const PORTS = [22, 23, 80, 6379]
const TYPES = ['TCP', 'TCP6']
const SOCKETS = PORTS.flatMap((port) =>
  TYPES.map((type) => ({ port, type, status: port === 23 ? 'danger' : 'unknown' })),
)
const ADDRESSES = ['127.0.0.1', '::1', '0.0.0.0', '::', '10.2.0.9', 'fd00::9']
const PROGRAMS = ['', '/usr/sbin/nginx', '/opt/x/redis-server']
const NAMES = ['web-1', 'Web-10', 'db-2', 'cache']

type Listening = { socket: number; listeningAddress: string; path: string }
type Made = { name: string; address: string; listeners: Listening[] }
const servers: fc.Arbitrary<Made[]> = fc.array(
  fc.record({
    name: fc.constantFrom(...NAMES),
    address: fc.constantFrom('10.2.0.1', '10.3.0.1', '2001:db8::1', ''),
    listeners: fc.array(
      fc.record({
        socket: fc.nat(SOCKETS.length - 1),
        listeningAddress: fc.constantFrom(...ADDRESSES),
        path: fc.constantFrom(...PROGRAMS),
      }),
      { maxLength: 6 },
    ),
  }),
  { maxLength: 8 },
)

const list = <Value>(...values: Value[]) => fc.subarray(values, { minLength: 1 })
const condition: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({ field: fc.constant('host' as const), values: list('WEB', 'db', '-1') }),
  fc.record({ field: fc.constant('ip' as const), values: list('10.2.0.0/16', 'fd00::/8', '2001:db8::1') }),
  fc.record({ field: fc.constant('program' as const), values: list('NGINX', 'opt', 'opt/', 'redis') }),
  fc.record({ field: fc.constant('reach' as const), values: list(...REACHES) }),
  fc.record({ field: fc.constant('is' as const), values: list('odd' as const, 'rare' as const) }),
  fc.record({ field: fc.constant('type' as const), values: list('tcp6', 'udp') }),
  fc.record({ field: fc.constant('status' as const), values: list('danger') }),
)
const query: fc.Arbitrary<Query> = fc.array(fc.record({ negated: fc.boolean(), condition }), { maxLength: 3 })

const knowledge = { nameOf: () => '', classOf: () => '', tierOf: () => '' }

/** A port of a server, as plainly as it can be kept. */
type Plain = Made & { id: number; socket: number; own: Listening[] }
const plainPorts = (made: readonly Made[]): Plain[] =>
  made.flatMap((server, id) =>
    [...Map.groupBy(server.listeners, ({ socket }) => socket)].map(([socket, own]) => ({
      ...server,
      id,
      socket,
      own,
    })),
  )
const serversWith = (made: readonly Made[], socket: number) =>
  plainPorts(made).filter((port) => port.socket === socket)

const broadest = (own: readonly Listening[]) =>
  REACHES.findLast((reach) => own.some(({ listeningAddress }) => reachOf(listeningAddress) === reach))

function isOdd(made: readonly Made[], { socket, own }: Plain): boolean {
  const runs = (path: string) =>
    serversWith(made, socket).filter((port) => port.own.some((listener) => listener.path === path)).length
  const programs = PROGRAMS.filter((path) => path !== '' && runs(path) > 0)
  return own.some(
    ({ path }) =>
      path !== '' &&
      runs(path) === 1 &&
      programs.length > 1 &&
      programs.every((other) => other === path || runs(other) >= 3),
  )
}

/** What a query means of one port of one server. The networks of the test are told apart by how addresses begin. */
function holds(made: readonly Made[], port: Plain, { condition }: Query[number]): boolean {
  const addresses = [
    port.address,
    ...port.listeners
      .map(({ listeningAddress }) => listeningAddress)
      .filter((address) => reachOf(address) === 'one'),
  ]
  const { type = '', status = '' } = SOCKETS[port.socket] ?? {}
  switch (condition.field) {
    case 'host':
      return condition.values.some((word) => port.name.toLowerCase().includes(word.toLowerCase()))
    case 'ip':
      return condition.values.some((network) =>
        addresses.some((address) => address.startsWith(network.replace(/(0\.0\/16|::\/8)$/, ''))),
      )
    case 'program':
      return port.own.some(({ path }) =>
        condition.values.some((word) =>
          (word.includes('/') ? path : (path.split('/').at(-1) ?? '')).includes(word.toLowerCase()),
        ),
      )
    case 'reach':
      return condition.values.some((reach) => reach === broadest(port.own))
    case 'is':
      return condition.values.some((property) =>
        property === 'odd' ? isOdd(made, port) : serversWith(made, port.socket).length <= 2,
      )
    case 'type':
      return condition.values.some((value) => value.toUpperCase() === type)
    case 'status':
      return condition.values.some((value) => value === status)
    case 'port':
    case 'protocol':
    case 'service':
    case 'class':
    case 'tier':
    case 'servers':
    case 'since':
    case 'socket':
      throw new Error('not asked here')
  }
}

function fleetOf(made: readonly Made[]): Fleet {
  const building = createServerSet(SOCKETS)
  for (const [host, { listeners }] of made.entries())
    building.add(
      { id: String(host), host, enterpriseProject: '0', containerId: '', containerName: '', firstSeen: '' },
      listeners,
    )
  const rows = SOCKETS.map((socket, i) => ({ ...socket, servers: serversWith(made, i).length })).filter(
    (row) => row.servers > 0,
  )
  return {
    set: building.done(),
    heads: new Map(
      made.map(({ name, address }, host) => [host, { name, address, lastSeen: '', isStale: false }]),
    ),
    rows: createRowSet(rows.length, rows),
  }
}

test('a query passes the ports of servers that it means; rows, lists and figures count the same', () => {
  fc.assert(
    fc.property(servers, query, (made, query) => {
      const fleet = fleetOf(made)
      const { set } = fleet
      const passing = passPorts(fleet, { query, types: [], statuses: [] }, knowledge)
      const expected = plainPorts(made).filter((port) =>
        query.every((term) => holds(made, port, term) !== term.negated),
      )
      const passed = [...set.server.keys()].filter((i) => passing.ports[i] === 1)
      expect(passed.map((i) => `${set.server[i]} ${set.socket[i]}`).sort()).toEqual(
        expected.map(({ id, socket }) => `${id} ${socket}`).sort(),
      )

      const all = { sort: { key: 'worst', descending: true }, limit: 100, offset: 0, opened: null } as const
      const listed = listServers(fleet, passing, all)
      expect(listed.total).toBe(listed.servers.length)
      for (const { id, matching, open, reach } of listed.servers) {
        expect(matching).toBe(expected.filter((port) => String(port.id) === id).length)
        expect(reach.loopback + reach.one + reach.all).toBe(open)
      }
      const ids = new Set(expected.map(({ id }) => String(id)))
      expect(
        listed.servers
          .filter(({ matching }) => matching > 0)
          .map(({ id }) => id)
          .sort(),
      ).toEqual([...ids].sort())

      const { rows, folded } = rowsOfServers(set, passing.ports)
      expect(rows).toEqual(
        SOCKETS.flatMap(({ port, type }, socket) => {
          const own = expected.filter((one) => one.socket === socket)
          const loopbackOnly = own.filter((one) => broadest(one.own) === 'loopback').length
          return own.length === 0 ? [] : [{ port, type, servers: own.length, loopbackOnly }]
        }),
      )
      for (const { port, servers, loopbackOnly } of folded) {
        const own = [
          ...Map.groupBy(
            expected.filter((one) => SOCKETS[one.socket]?.port === port),
            ({ id }) => id,
          ).values(),
        ]
        expect([servers, loopbackOnly]).toEqual([
          own.length,
          own.filter((ports) => ports.every((one) => broadest(one.own) === 'loopback')).length,
        ])
      }
      expect(folded.map(({ port }) => port)).toEqual(
        PORTS.filter((port) => rows.filter((row) => row.port === port).length === 2),
      )
      const dangerous = plainPorts(made).filter(({ socket }) => SOCKETS[socket]?.status === 'danger')
      expect(fleetFigures(set)).toEqual({
        servers: made.length,
        affected: new Set(dangerous.map(({ id }) => id)).size,
        affectedBeyondLoopback: new Set(
          dangerous.filter(({ own }) => broadest(own) !== 'loopback').map(({ id }) => id),
        ).size,
      })
    }),
    { numRuns: 500 },
  )
})

test('without a filter, and by a filter of servers alone, those without ports are listed, too', () => {
  const fleet = fleetOf([
    { name: 'web-1', address: '10.2.0.1', listeners: [] },
    { name: 'web-2', address: '10.2.0.2', listeners: [{ socket: 0, listeningAddress: '::', path: '' }] },
  ])
  const names = (query: Query, types: string[] = []) =>
    listServers(fleet, passPorts(fleet, { query, types, statuses: [] }, knowledge), {
      sort: { key: 'name', descending: false },
      limit: 10,
      offset: 0,
      opened: null,
    }).servers.map(({ name }) => name)
  const ip: Query = [{ negated: false, condition: { field: 'ip', values: ['10.2.0.0/16'] } }]
  const reach: Query = [{ negated: true, condition: { field: 'reach', values: ['loopback'] } }]
  expect(names([])).toEqual(['web-1', 'web-2'])
  expect(names(ip)).toEqual(['web-1', 'web-2'])
  expect(names([...ip, ...reach])).toEqual(['web-2'])
  expect(names([], ['TCP'])).toEqual(['web-2'])
})

test('worst first: by tier, then by dangerous ports, then by open ones; ties by name, numbers as numbers', () => {
  const on = (...sockets: number[]): Listening[] =>
    sockets.map((socket) => ({ socket, listeningAddress: '0.0.0.0', path: '' }))
  const fleet = fleetOf([
    { name: 'web-10', address: '', listeners: on(0, 4) },
    { name: 'web-9', address: '', listeners: on(0, 4) },
    { name: 'bastion', address: '', listeners: on(2) },
    { name: 'router', address: '', listeners: on(2, 3) },
    { name: 'idle', address: '', listeners: [] },
  ])
  const passing = passPorts(fleet, { query: [], types: [], statuses: [] }, knowledge)
  const { servers } = listServers(fleet, passing, {
    sort: { key: 'worst', descending: true },
    limit: 10,
    offset: 0,
    opened: new Map([['3', 2]]),
  })
  expect(servers.map(({ name, worstTier, opened }) => [name, worstTier, opened])).toEqual([
    ['router', 'credentials', 2],
    ['bastion', 'credentials', 0],
    ['web-9', null, 0],
    ['web-10', null, 0],
    ['idle', null, 0],
  ])
})

test('the programs of a port are counted by servers, and the one that a single server runs is odd', () => {
  const run = (path: string, socket = 0): Made => ({
    name: 'web-1',
    address: '',
    listeners: [{ socket, listeningAddress: '0.0.0.0', path }],
  })
  const nginx = '/usr/sbin/nginx'
  const { set } = fleetOf([run(nginx), run(nginx), run(nginx), run('/tmp/nginx'), run(''), run(nginx, 1)])
  expect(programsOfPort(set, { port: 22, type: 'TCP' })).toEqual({
    total: 5,
    programs: [
      { program: nginx, servers: 3, isOdd: false },
      { program: '', servers: 1, isOdd: false },
      { program: '/tmp/nginx', servers: 1, isOdd: true },
    ],
  })
  expect(programsOfPort(set, { port: 22 })).toMatchObject({
    total: 6,
    programs: [{ program: nginx, servers: 4 }, {}, { isOdd: true }],
  })
  const { set: two } = fleetOf([run(nginx), run(nginx), run('/tmp/nginx')])
  expect(programsOfPort(two, { port: 22 }).programs.some(({ isOdd }) => isOdd)).toBe(false)
})
