import { Webhook } from 'standardwebhooks'
import { describe, expect, onTestFinished, test, vi } from 'vitest'

import { DIRECT } from '#server/common/egress.ts'
import { createLog } from '#server/common/log.ts'
import type { KeptRule } from '#server/store/alert-types.ts'
import { openStore } from '#server/store/open.ts'
import type { StorePlace } from '#server/store/open.ts'
import {
  ENGINES,
  host,
  listener,
  newPlace,
  newScope,
  openTables,
  readAt,
  row,
  snapshot,
} from '#server/store/testing/stores.ts'
import type { EngineName } from '#server/store/testing/stores.ts'

import { startAlerts } from './alerts.ts'
import type { AlertParts } from './alerts.ts'
import { allowedTargets } from './allowed-targets.ts'
import { SECRET } from './testing/message.ts'
import { startReceiver } from './testing/receiver.ts'

/** Waits until it holds. */
const eventually = (holds: () => unknown) => vi.waitFor(holds, 20_000)

/** A store with a project, a receiver, and a rule about new dangerous ports. `start` is a process on the store. */
async function world(engine: EngineName) {
  const { place, remove } = await newPlace(engine)
  const store = await openStore(place)
  const receiver = await startReceiver()
  const stops: (() => Promise<void>)[] = []
  onTestFinished(async () => {
    for (const stop of stops) await stop()
    await receiver.stop()
    await store.close()
    await remove()
  })
  const scope = newScope()
  await store.describeProject({ id: scope.project, name: 'p', kind: 'hss' })
  await store.views.save(scope.project, { name: 'dangerous', query: 'status=danger' })
  const addRule = async (rule: Partial<KeptRule> = {}) => {
    const id = await store.alerts.add({
      project: scope.project,
      name: 'new dangers',
      view: 'dangerous',
      causes: ['opened', 'reopened'],
      format: 'json',
      language: 'en',
      url: receiver.url,
      secret: SECRET,
      isEnabled: true,
      ...rule,
    })
    return (await store.alerts.rules(scope.project)).find((known) => known.id === id)!
  }
  const start = async (parts: Partial<AlertParts> = {}) => {
    const own = await openStore(place)
    const faults: Error[] = []
    const alerts = startAlerts({
      store: own,
      targets: allowedTargets(['127.0.0.1']),
      egress: DIRECT,
      pageUrl: () => 'https://ports.example.com',
      changeLog: null,
      attempted: () => undefined,
      report: (error) => void faults.push(error),
      every: 20,
      times: { connect: 500, tls: 500, firstByte: 300, whole: 1000 },
      ...parts,
    })
    const stop = async () => {
      await alerts.stop()
      await own.close()
      expect(faults).toEqual([])
    }
    stops.push(stop)
    return { ...alerts, stop: () => stops.splice(stops.indexOf(stop), 1)[0]!() }
  }
  /** Waits until every enabled rule has looked at the newest snapshot. */
  const evaluated = () =>
    eventually(async () => {
      const heads = await store.alerts.heads()
      for (const { project, evaluated } of await store.alerts.enabledRules()) {
        const own = heads.filter((head) => head.scope.project === project)
        expect(evaluated).toBe(Math.max(...own.map(({ snapshot }) => snapshot)))
      }
    })
  const deliveries = () => store.alerts.deliveries(scope.project, 100)
  const record = (minute: number, rows: readonly string[], complete = 1) =>
    store.record(scope, snapshot(minute, rows.map(row), complete))
  return { place, store, scope, receiver, addRule, start, evaluated, deliveries, record }
}

const CALM = ['22/TCP 9 normal', '3389/TCP 2 danger']

describe.each(ENGINES)('alerts with %s', { timeout: 60_000 }, (engine) => {
  test('a view that asks for servers tells of their ports alone', async () => {
    const { store, scope, receiver, addRule, start, evaluated, deliveries } = await world(engine)
    await store.views.save(scope.project, { name: 'web', query: 'q=host%3Aweb' })
    await addRule({ view: 'web' })
    const read = (minute: number, web: number[], db: number[]) =>
      store.recordInventory(
        scope,
        [
          host(
            'web',
            web.map((port) => listener(port)),
          ),
          host(
            'db',
            db.map((port) => listener(port)),
          ),
        ],
        readAt(minute),
      )
    await read(0, [80], [])
    await start()
    await evaluated()
    await read(1, [80], [3306])
    await evaluated()
    expect(await deliveries()).toEqual([])
    await read(2, [80, 8080], [3306, 9000])
    await eventually(async () => expect(await deliveries()).toMatchObject([{ state: 'delivered' }]))
    const told: unknown = JSON.parse(receiver.received[0]!.body)
    expect(told).toMatchObject({ data: { counts: { total: 1 }, changes: [{ port: 8080 }] } })
  })

  test('a rule sends the changes in its view, once a reading, signed; first readings and other changes are silent', async () => {
    const { store, scope, receiver, addRule, start, evaluated, deliveries, record } = await world(engine)
    const rule = await addRule() // before anything was read
    await start()
    await record(0, CALM)
    await evaluated()
    await record(10, [...CALM, '8080/TCP 1 normal']) // not in the view
    await evaluated()
    await record(20, ['22/TCP 9 normal', '3389/TCP 5 danger', '8080/TCP 1 normal']) // not a cause of the rule
    await evaluated()
    expect(receiver.received).toEqual([])
    const before = (await store.alerts.enabledRules())[0]!.evaluated

    await record(30, [...CALM, '2375/TCP 3 danger', '6379/TCP 1 danger'])
    await eventually(async () => expect(await deliveries()).toMatchObject([{ state: 'delivered' }]))
    const { headers, body, path } = receiver.received[0]!
    expect(path).toBe('/hook?key=the-key-of-the-robot')
    const told: unknown = new Webhook(SECRET).verify(body, headers)
    const query = `project=${scope.project}&status=danger&since=${before}`
    expect(told).toMatchObject({
      type: 'ports.changed',
      data: {
        rule: { id: rule.id, name: 'new dangers' },
        view: { name: 'dangerous', link: `https://ports.example.com/?${query}` },
        scope: { project: scope.project, category: 'host', enterprise_project_id: 'all_granted_eps' },
        from: { snapshot: before },
        to: { at: expect.stringMatching(/^2026-01-01T00:31/) },
        complete: 1,
        counts: { total: 2, opened: 2, closed: 0 },
        omitted: 0,
        changes: [
          {
            cause: ['opened'],
            port: 2375,
            type: 'TCP',
            risk: 'danger',
            tier: 'control',
            servers: 3,
            servers_before: null,
          },
          { port: 6379, servers: 1 },
        ],
      },
    })
    expect(() => new Webhook(SECRET).verify(`${body} `, headers)).toThrow('No matching signature found')
    expect(await deliveries()).toMatchObject([
      {
        id: headers['webhook-id'],
        rule: rule.id,
        attempts: 1,
        status: 204,
        failure: null,
        nextAttempt: null,
      },
    ])
    await record(40, CALM)
    await evaluated()
    await record(50, [...CALM, '2375/TCP 3 danger'])
    await eventually(() => expect(receiver.received).toHaveLength(2))
    expect(JSON.parse(receiver.received[1]!.body)).toMatchObject({
      data: { counts: { total: 1, reopened: 1 } },
    })
  })

  test('servers and scopes that are read for the first time are no news, nor what a partial reading lacks', async () => {
    const { store, scope, receiver, addRule, start, evaluated, record } = await world(engine)
    await addRule({ causes: ['opened', 'reopened', 'relabelled', 'servers', 'closed'], view: 'all' })
    await store.views.save(scope.project, { name: 'all', query: '' })
    await start()
    await record(0, CALM)
    await store.record({ ...scope, enterpriseProject: 'later' }, snapshot(5, [row('2375/TCP 1 danger')]))
    const inventory = newScope({ category: 'host' })
    const report = (name: string) => host(name, [listener(22), listener(2375)])
    await store.recordInventory(inventory, [report('a')], readAt(0))
    await store.views.save(inventory.project, { name: 'all', query: '' })
    await addRule({ project: inventory.project, view: 'all', causes: ['opened', 'servers'] })
    await store.recordInventory(inventory, [report('b'), report('c')], readAt(10))
    await record(20, ['22/TCP 9 normal'], 0.5) // it lacks 3389, and is not compared
    await record(30, CALM)
    await evaluated()
    expect(receiver.received).toEqual([])
    await store.recordInventory(inventory, [host('b', [listener(22)])], readAt(20))
    await eventually(() => expect(receiver.received).toHaveLength(1))
    expect(JSON.parse(receiver.received[0]!.body)).toMatchObject({
      data: { changes: [{ cause: ['servers'], port: 2375, servers: 2, servers_before: 3 }] },
    })
  })

  test('a receiver that fails, hangs, redirects and comes back gets each message by one id; what it refuses ends', async () => {
    const { place, receiver, addRule, start, deliveries, record } = await world(engine)
    await addRule()
    await record(0, CALM)
    const outcomes: string[] = []
    await start({ attempted: (outcome) => outcomes.push(outcome) })
    receiver.answers(
      200,
      503,
      'hang',
      (response) => response.writeHead(302, { Location: 'http://127.0.0.1:1/elsewhere' }).end(),
      (response) => response.socket?.destroy(),
      (response) => response.writeHead(429, { 'Retry-After': '2' }).end(),
    )
    await record(10, [...CALM, '2375/TCP 3 danger'])
    for (const attempt of [1, 2, 3, 4, 5]) {
      await eventually(async () => {
        const [delivery] = await deliveries()
        expect(delivery).toMatchObject({ attempts: attempt, state: 'pending' })
        expect(delivery!.failure).not.toBeNull()
        expect(receiver.received).toHaveLength(attempt)
        expect(outcomes).toHaveLength(attempt)
      })
      await hurry(place)
    }
    await eventually(async () =>
      expect(await deliveries()).toMatchObject([{ state: 'delivered', attempts: 6 }]),
    )
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
    expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(1)
    expect(outcomes).toEqual(['retried', 'retried', 'retried', 'retried', 'retried', 'delivered'])

    receiver.answers(410)
    await record(20, [...CALM, '2375/TCP 3 danger', '11211/UDP 1 danger'])
    await eventually(async () =>
      expect(await deliveries()).toMatchObject([{ state: 'failed', status: 410, failure: 'status' }, {}]),
    )
  })

  test('SEC-39: of an answer without end some bytes are read, and its status counts', async () => {
    const { receiver, addRule, start, deliveries } = await world(engine)
    const rule = await addRule()
    receiver.answers((response) => {
      response.writeHead(200)
      const more = () => {
        while (response.write('x'.repeat(65_536)));
        if (!response.destroyed) response.once('drain', more)
      }
      more()
    })
    const { test } = await start()
    expect(await test(rule)).toBe(true)
    await eventually(async () =>
      expect(await deliveries()).toMatchObject([{ state: 'delivered', isTest: true }]),
    )
  })

  test('a view that is gone is silent, and tells what changes from when it is back; so is a rule that was disabled', async () => {
    const { store, scope, receiver, addRule, start, evaluated, record } = await world(engine)
    const rule = await addRule()
    await record(0, CALM)
    await start()
    await store.views.forget(scope.project, 'dangerous')
    await record(10, [...CALM, '2375/TCP 3 danger'])
    await evaluated()
    await store.views.save(scope.project, { name: 'dangerous', query: 'status=danger' })
    await store.alerts.change({ ...rule, isEnabled: false })
    await record(20, [...CALM, '2375/TCP 3 danger', '6379/TCP 3 danger'])
    await store.alerts.change({ ...rule, isEnabled: true })
    await record(30, CALM)
    await evaluated()
    expect(receiver.received).toEqual([])
    await store.views.rename(scope.project, 'dangerous', { name: 'worse', query: 'status=danger' })
    await record(40, [...CALM, '2375/TCP 3 danger'])
    await eventually(() => expect(receiver.received).toHaveLength(1))
    expect(JSON.parse(receiver.received[0]!.body)).toMatchObject({ data: { view: { name: 'worse' } } })
  })

  test('of several processes on one store, each rule is told by one, and each message delivered by one', async () => {
    const { receiver, addRule, start, evaluated, deliveries, record } = await world(engine)
    for (const name of ['a', 'b', 'c']) await addRule({ name })
    await record(0, CALM)
    for (const _ of [1, 2, 3]) await start({ every: 5 })
    for (let reading = 1; reading <= 10; reading++) {
      await record(reading * 10, reading % 2 === 1 ? [...CALM, '2375/TCP 3 danger'] : CALM)
      await evaluated()
    }
    await eventually(async () => {
      const all = await deliveries()
      expect(all).toHaveLength(15)
      expect(all.every(({ state, attempts }) => state === 'delivered' && attempts === 1)).toBe(true)
    })
    const ids = receiver.received.map(({ headers }) => headers['webhook-id'])
    expect(ids).toHaveLength(15)
    expect(new Set(ids).size).toBe(15)
  })

  test('each change is a line of the log, of several processes by one; first readings are one line', async () => {
    const { store, start, record, scope } = await world(engine)
    const lines: unknown[] = []
    const changeLog = createLog({ level: 'info', write: (line) => lines.push(JSON.parse(line)) })
    await record(0, CALM)
    const stops = [await start({ changeLog }), await start({ changeLog })]
    await eventually(() => expect(lines).toHaveLength(1))
    expect(lines).toMatchObject([{ event: 'firstReading', project: scope.project }])
    for (const { stop } of stops) await stop()
    const other = newScope() // whose first two readings come while nothing is logged
    await store.record(other, snapshot(0, [row('22/TCP 1 normal')], 0.5))
    await store.record(other, snapshot(1, [row('22/TCP 1 normal')]))
    await store.record(other, snapshot(2, [row('22/TCP 1 normal'), row('80/TCP 1 normal')]))
    for (const _ of [1, 2]) await start({ changeLog })
    await eventually(() => expect(lines).toHaveLength(3))
    expect(lines.splice(1)).toMatchObject([
      { event: 'firstReading', project: other.project },
      { event: 'change', project: other.project, cause: ['opened'], port: 80 },
    ])
    await record(10, ['22/TCP 9 danger', '2375/TCP 3 danger'])
    await eventually(() => expect(lines).toHaveLength(4))
    expect(lines.slice(1)).toMatchObject(
      [
        { cause: ['relabelled'], port: 22, risk: 'danger', risk_before: 'normal' },
        {
          cause: ['opened'],
          port: 2375,
          type: 'TCP',
          risk: 'danger',
          tier: 'control',
          servers: 3,
          servers_before: null,
        },
        { cause: ['closed'], port: 3389, risk: null, servers: null, servers_before: 2 },
      ].map((change) => ({ event: 'change', message: 'change', project: scope.project, ...change })),
    )
  })
})

/** Makes the messages that wait due at once. */
async function hurry(place: StorePlace): Promise<void> {
  const { writer, waiting, close } = await openTables(place)
  await waiting(() =>
    writer
      .updateTable('alert_message')
      .set({ next_at: new Date().toISOString() })
      .where('next_at', 'is not', null)
      .execute(),
  )
  await close()
}
