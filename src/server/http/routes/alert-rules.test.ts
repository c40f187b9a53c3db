import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { AlertRulesAnswer, writeAlertRule } from '#contract/alert-rules.ts'
import type { AlertRuleChange } from '#contract/alert-rules.ts'
import { allowedTargets } from '#server/alerts/allowed-targets.ts'
import { SECRET } from '#server/alerts/testing/message.ts'
import type { Store } from '#server/store/types.ts'
import { createTestApp, giveToken, openTestStore } from '#test/server/test-app.ts'

const URL_WITH_KEY = 'https://hooks.slack.com/services/the-key-of-the-webhook'
const ACTION = { 'Openports-Action': 'test', 'Sec-Fetch-Site': 'same-origin' }
const PATH = '/api/alert-rules'

let store: Store
let app: Awaited<ReturnType<typeof createTestApp>>
let isTestTaken: boolean
beforeEach(async () => {
  store = await openTestStore()
  await store.describeProject({ id: 'p', name: 'p', kind: 'hss' })
  await store.views.save('p', { name: 'dangerous', query: 'status=danger' })
  isTestTaken = true
  app = await createTestApp(store, {
    alerts: { targets: allowedTargets(['hooks.slack.com']), test: () => Promise.resolve(isTestTaken) },
  })
})
afterEach(() => store.close())

const RULE: AlertRuleChange = {
  project: 'p',
  rule: {
    name: 'new',
    view: 'dangerous',
    causes: ['opened', 'closed'],
    format: 'json',
    language: 'en',
    isEnabled: true,
  },
  url: URL_WITH_KEY,
  secret: SECRET,
}
const save = (change: Partial<AlertRuleChange>, headers: Record<string, string> = {}) => {
  const { params, headers: own } = writeAlertRule({ ...RULE, ...change })
  return app.ask(
    `${PATH}?${params}`,
    { ...ACTION, ...own, ...headers },
    change.id === undefined ? 'POST' : 'PUT',
  )
}
const list = async () => AlertRulesAnswer.parse(await (await app.ask(`${PATH}?project=p`)).json())
const reasonOf = async (answer: Promise<Response>) => {
  const { status, body } = await answer.then(async (got) => ({ status: got.status, body: await got.text() }))
  return `${status} ${/"error_msg":"([^"]*)/.exec(body)?.[1] ?? ''}`
}

test('a rule is added, changed without its webhook, tested and deleted, and the audit log says so', async () => {
  expect((await save({})).status).toBe(204)
  const [rule] = (await list()).rules
  expect(rule).toEqual({
    ...RULE.rule,
    id: expect.any(Number),
    hasView: true,
    target: 'https://hooks.slack.com',
    hasSecret: true,
  })
  const { id } = rule!
  const changed = { ...RULE.rule, view: 'gone', isEnabled: false }
  expect((await save({ id, rule: changed, url: null, secret: null })).status).toBe(204)
  expect((await list()).rules).toEqual([{ ...rule, ...changed, hasView: false }])
  expect(await store.alerts.rules('p')).toMatchObject([{ url: URL_WITH_KEY, secret: SECRET }])

  const { ask } = await createTestApp(store) // of a server that allows no targets any more
  const disabling = writeAlertRule({ ...RULE, id, rule: changed, url: null, secret: null })
  expect((await ask(`${PATH}?${disabling.params}`, ACTION, 'PUT')).status).toBe(204)

  const one = `?project=p&id=${id}`
  expect((await app.ask(`${PATH}/test${one}`, ACTION, 'POST')).status).toBe(202)
  isTestTaken = false
  expect((await app.ask(`${PATH}/test${one}`, ACTION, 'POST')).status).toBe(409)
  expect((await app.ask(`${PATH}${one}`, ACTION, 'DELETE')).status).toBe(204)
  expect(await list()).toMatchObject({ hosts: ['hooks.slack.com'], rules: [], deliveries: [] })
  for (const [method, path] of [
    ['DELETE', PATH],
    ['POST', `${PATH}/test`],
  ] as const)
    expect((await app.ask(`${path}${one}`, ACTION, method)).status).toBe(404)
  expect((await save({ id })).status).toBe(404)
  expect((await store.audit.list({ limit: 10 })).map(({ action, detail }) => `${action} ${detail}`)).toEqual([
    'alertRuleDeleted new',
    'alertRuleTested new',
    'alertRuleChanged new',
    'alertRuleChanged new',
    'alertRuleAdded new',
  ])
})

test('SEC-40: neither answers nor the audit log have a webhook’s address or a secret', async () => {
  await save({})
  const answers = [await app.ask(`${PATH}?project=p`), await app.ask('/api/audit')]
  for (const answer of answers) {
    const text = await answer.text()
    expect(text).not.toContain('the-key-of-the-webhook')
    expect(text).not.toContain(SECRET)
  }
})

test('who may not change a project sees no rules of it, and adds none; nor does another site', async () => {
  const viewer = { 'X-Auth-Token': await giveToken(store, 'viewer', [{ role: 'viewer', projects: ['p'] }]) }
  const other = { 'X-Auth-Token': await giveToken(store, 'other', [{ role: 'operator', projects: ['q'] }]) }
  for (const [who, status] of [
    [viewer, 403],
    [other, 404],
  ] as const) {
    expect((await app.ask(`${PATH}?project=p`, who)).status).toBe(status)
    expect((await save({}, who)).status).toBe(status)
    expect((await app.ask(`${PATH}?project=p&id=1`, { ...ACTION, ...who }, 'DELETE')).status).toBe(status)
    expect((await app.ask(`${PATH}/test?project=p&id=1`, { ...ACTION, ...who }, 'POST')).status).toBe(status)
  }
  expect((await save({ project: 'none' })).status).toBe(404)
  expect((await save({}, { 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403)
  expect((await list()).rules).toEqual([])
})

describe('is refused with the reason', () => {
  test.each([
    [
      { url: 'https://hooks.example/' },
      /^400 .*Openports-Webhook-Url: hooks\.example is not among OPENPORTS_WEBHOOK_HOSTS/,
    ],
    [{ url: 'ftp://hooks.slack.com/' }, /^400 .*Openports-Webhook-Url: an address such as/],
    [{ url: 'https://user:word@hooks.slack.com/' }, /^400 .*Openports-Webhook-Url: an address such as/],
    [{ url: null }, /^400 .*Openports-Webhook-Url: required/],
    [{ secret: null }, /^400 .*Openports-Webhook-Secret: JSON messages are signed/],
    [{ secret: 'short' }, /^400 .*Openports-Webhook-Secret: whsec_/],
    [{ rule: { ...RULE.rule, causes: [] } }, /^400 .*causes: one or more of/],
    [{ rule: { ...RULE.rule, name: '' } }, /^400 .*name: 1 to 60 characters/],
    [
      { rule: { ...RULE.rule, format: 'dingtalk' as const }, secret: 'two words' },
      /^400 .*Openports-Webhook-Secret: up to/,
    ],
  ])('%j', async (change, reason) => expect(await reasonOf(save(change))).toMatch(reason))

  test('a rule beyond the most that a project can have', async () => {
    for (let i = 0; i < 50; i++) expect((await save({})).status).toBe(204)
    expect(await reasonOf(save({}))).toBe('409 A project can have 50 alert rules: delete one first.')
  })
})
