import { sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'

import type { Engine } from './engine.ts'
import { stepsFor } from './migrations.ts'
import { openStore, storeOn } from './open.ts'
import {
  asking,
  ENGINES,
  host,
  listener,
  newPlace,
  newScope,
  openTables,
  readAt,
  row,
} from './testing/stores.ts'
import type { HostReport, Store } from './types.ts'

describe.each(ENGINES)('the history of servers in %s', { timeout: 120_000 }, (engine) => {
  let store: Store
  let tables: Engine
  beforeAll(async () => {
    const { place, remove } = await newPlace(engine)
    store = await openStore(place)
    tables = await openTables(place)
    return async () => {
      await tables.close()
      await store.close()
      await remove()
    }
  })

  test('a snapshot differs when servers, what listens on them, or what was covered differ', async () => {
    const scope = newScope()
    const sshd = listener(22, { path: '/usr/sbin/sshd', pid: 7, containerName: 'a' })
    const isOther = async (minute: number, ...reports: HostReport[]) => {
      const before = (await store.extent({ scopeQuery: scope })).mark?.id
      return (await store.recordInventory(scope, reports, readAt(minute))).mark.id !== before
    }
    expect(await isOther(1, host('a', [sshd]))).toBe(true)
    expect(await isOther(2, host('a', [{ ...sshd, pid: 8, containerName: 'b' }]))).toBe(false)
    expect(await isOther(3, host('a', [{ ...sshd, path: '/tmp/sshd' }]))).toBe(true)
    expect(await isOther(4, host('a', [{ ...sshd, path: '/tmp/sshd', listeningAddress: '127.0.0.1' }]))).toBe(
      true,
    )
    expect(await isOther(5, host('bb', []))).toBe(true)
    expect(await isOther(6, host('bb', [], { covered: [{ type: 'TCP', from: 5, to: 9 }] }))).toBe(false)
    expect(await isOther(7, host('bb', [], { covered: [{ type: 'UDP', from: 5, to: 9 }] }))).toBe(true)
    expect(
      await isOther(
        8,
        host('a', []),
        host('a', [{ ...sshd, path: '/tmp/sshd', listeningAddress: '127.0.0.1' }]),
      ),
    ).toBe(false)
    expect((await store.statistics(asking(scope))).rows).toEqual([row('22/TCP 1 unknown')])
  })

  test('a listener is kept with the first and the last snapshot that had it', async () => {
    const scope = newScope()
    const at = async (minute: number, ...ports: number[]) =>
      (
        await store.recordInventory(
          scope,
          [
            host(
              'a',
              ports.map((port) => listener(port)),
            ),
          ],
          readAt(minute),
        )
      ).mark.id
    const first = await at(1, 22, 23)
    const second = await at(2, 22)
    const third = await at(3, 22, 23)
    const kept = await tables.reader
      .selectFrom('listener')
      .innerJoin('scope', 'scope.id', 'listener.scope_id')
      .where('scope.project', '=', scope.project)
      .select(['port', 'since', 'until'])
      .orderBy('port')
      .orderBy('since')
      .execute()
    const open = Number.MAX_SAFE_INTEGER
    expect(kept).toEqual([
      { port: 22, since: first, until: open },
      { port: 23, since: first, until: second },
      { port: 23, since: third, until: open },
    ])
    const affected = await tables.reader
      .selectFrom('snapshot')
      .where('id', 'in', [first, second, third])
      .select('affected')
      .orderBy('id')
      .execute()
    expect(affected.map((snapshot) => snapshot.affected)).toEqual([1, 0, 1])
  })

  test('two reports of a server with ranges of its ports cover both', async () => {
    const scope = newScope()
    const ranges = (...of: [number, number][]) => of.map(([from, to]) => ({ type: 'TCP', from, to }))
    await store.recordInventory(scope, [host('a', [], { covered: ranges([1, 10]) })], readAt(1))
    await store.recordInventory(
      scope,
      [
        host('a', [], { covered: ranges([20, 30]) }),
        host('a', [], { covered: ranges([5, 12]) }),
        host('bb', [], { covered: ranges([20, 30], [1, 12]) }),
      ],
      readAt(2),
    )
    const current = await tables.reader
      .selectFrom('host_coverage')
      .innerJoin('scope', 'scope.id', 'host_coverage.scope_id')
      .innerJoin('coverage', 'coverage.id', 'host_coverage.coverage_id')
      .where('scope.project', '=', scope.project)
      .select(['coverage.ranges', 'host_coverage.until'])
      .orderBy('host_coverage.since')
      .orderBy('host_coverage.host_id')
      .execute()
    expect(current.map(({ ranges }) => JSON.parse(ranges) as unknown)).toEqual([
      ranges([1, 10]),
      ranges([1, 12], [20, 30]),
      ranges([1, 12], [20, 30]),
    ])
  })

  test('pauses between snapshots are kept, longer ones than usual alone', async () => {
    const scope = newScope()
    for (const minute of [0, 5, 10, 15, 400, 405])
      await store.recordInventory(scope, [host('a', [listener(22)])], readAt(minute))
    const spans = await tables.reader
      .selectFrom('reading_span')
      .innerJoin('scope', 'scope.id', 'reading_span.scope_id')
      .where('scope.project', '=', scope.project)
      .select(['first', 'last', 'readings'])
      .orderBy('first')
      .execute()
    expect(spans).toEqual([
      { first: readAt(0).readTo, last: readAt(15).readTo, readings: 4 },
      { first: readAt(400).readTo, last: readAt(405).readTo, readings: 2 },
    ])
  })
})

test.each(ENGINES)(
  'data of %s from before servers had a history are kept',
  { timeout: 120_000 },
  async (engine) => {
    const { place, remove } = await newPlace(engine)
    onTestFinished(remove)
    const tables = await openTables(place)
    const provider = { getMigrations: () => Promise.resolve(stepsFor(tables)) }
    await new Migrator({ db: tables.writer, provider }).migrateTo('0009-snapshot-of-sweep')
    const at = "'2026-01-01T00:00:00.000Z'"
    for (const statement of [
      "insert into project (id, name, kind) values ('lab', 'Lab', 'inventory')",
      "insert into scope (project, category, enterprise_project, servers) values ('lab', 'host', '0', 2)",
      `insert into snapshot (scope_id, read_from, read_to, whole_at, complete, rows, dangerous, exposure)
      values (1, ${at}, ${at}, ${at}, 1, 1, 1, 1), (1, ${at}, ${at}, ${at}, 1, 2, 1, 3)`,
      `insert into port_row (scope_id, until, port, type, since, servers, status)
      values (1, 2, 23, 'TCP', 1, 1, 'danger'), (1, ${Number.MAX_SAFE_INTEGER}, 23, 'TCP', 2, 2, 'danger'),
        (1, ${Number.MAX_SAFE_INTEGER}, 22, 'TCP', 2, 1, 'unknown')`,
      "insert into host (scope_id, key, name, address) values (1, 'a', 'a', '10.0.0.1'), (1, 'b', 'b', '10.0.0.2')",
      `insert into listener
      (scope_id, port, type, host_id, container_id, listening_address, container_name, pid, path)
      values (1, 23, 'TCP', 1, '', '0.0.0.0', '', 7, 'telnetd'), (1, 23, 'TCP', 2, '', '0.0.0.0', '', 8, 'telnetd'),
        (1, 22, 'TCP', 2, '', '0.0.0.0', '', 9, 'sshd')`,
    ])
      await sql.raw(statement).execute(tables.writer)

    const store = await storeOn(tables)
    onTestFinished(store.close)
    const scope = newScope({ project: 'lab' })
    expect((await store.statistics(asking(scope, { snapshot: 1 }))).rows).toEqual([row('23/TCP 1 danger')])
    const found = await store.portHosts({ scopeQuery: scope, port: 23, limit: 10, offset: 0 })
    expect(found.hosts.map(({ hostName, pid, path }) => `${hostName} ${pid} ${path}`)).toEqual([
      'a 7 telnetd',
      'b 8 telnetd',
    ])
    const snapshots = await tables.reader.selectFrom('snapshot').select('affected').orderBy('id').execute()
    expect(snapshots).toEqual([{ affected: null }, { affected: 2 }])

    // The same listeners again change nothing, and what they no longer have is closed.
    const reports = [
      host('a', [listener(23, { path: 'telnetd' })]),
      host('b', [listener(22, { path: 'sshd' })]),
    ]
    const next = await store.recordInventory(scope, reports, readAt(9))
    expect(next.mark.id).toBe(3)
    expect((await store.recordInventory(scope, reports, readAt(10))).mark.id).toBe(3)
    expect((await store.statistics(asking(scope))).rows).toEqual([
      row('22/TCP 1 unknown'),
      row('23/TCP 1 danger'),
    ])

    // Of before it is known how many servers had a port; of a server that came later, that it was read for the first time.
    await store.recordInventory(scope, [host('c', [listener(22), listener(80)])], readAt(11))
    const { figures, changes } = await store.changes({ scopeQuery: scope, from: { snapshot: 1 } })
    expect(changes.map(({ port, presence, servers }) => [port, presence, servers])).toEqual([
      [22, 'opened', { opened: 1, firstRead: 1 }],
      [80, 'firstRead', { firstRead: 1 }],
    ])
    expect(figures.after.instances - figures.before.instances).toBe(3)
    expect(figures.causes).toEqual({
      opened: { rows: 1, dangerous: 0, instances: 1, affected: null },
      firstRead: { rows: 1, dangerous: 0, instances: 2, affected: null },
    })
  },
)
