import { Validator } from '@seriousme/openapi-schema-validator'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { host, listener } from '#server/store/testing/stores.ts'
import type { Store } from '#server/store/types.ts'
import { createTestApp, openTestStore, TEST_PAGE } from '#test/server/test-app.ts'

import { openApiDocument } from './document.ts'
import { OPERATIONS } from './operations.ts'

const READ_AT = '2026-11-24T08:00:00.000Z'
const document = openApiDocument()

let store: Store
beforeAll(async () => {
  store = await openTestStore()
  const read = { readFrom: READ_AT, readTo: READ_AT }
  await store.describeProject({ id: 'shop', name: 'Shop', kind: 'inventory' })
  const scope = { project: 'shop', category: 'host', enterpriseProject: '0' } as const
  await store.recordInventory(scope, [host('a', [listener(23)])], read)
  await store.views.save('shop', { name: 'Weekly', query: 'status=danger' })
  await store.audit.note({
    at: new Date(READ_AT),
    subject: 's',
    name: 'n',
    action: 'imported',
    project: 'shop',
    detail: '',
    address: '',
  })
})
afterAll(() => store.close())

test('the document is valid OpenAPI 3.1', async () => {
  const { valid, errors } = await new Validator().validate(structuredClone(document))
  expect([valid, errors]).toEqual([true, undefined])
})

test('it has every route of the server but the page and its files, and no other', async () => {
  const { app } = await createTestApp(store)
  const files = new Set(['/', ...TEST_PAGE.files.keys()])
  const routes = app.routes.filter(({ method, path }) => method !== 'ALL' && !files.has(path))
  expect(new Set(OPERATIONS.map(({ method, path }) => `${method.toUpperCase()} ${path}`))).toEqual(
    new Set(routes.map(({ method, path }) => `${method} ${path}`)),
  )
})

test('who may use the API may read it', async () => {
  const { ask, visit } = await createTestApp(store)
  expect((await visit('/openapi.json')).status).toBe(401)
  const answer = await ask('/openapi.json')
  expect([answer.status, answer.headers.get('Content-Type')]).toEqual([
    200,
    'application/json; charset=utf-8',
  ])
  expect(await answer.json()).toEqual(JSON.parse(JSON.stringify(document)))
})

test('parameters are what the contract reads: numbers, defaults and the sentences of errors', () => {
  const { parameters } = document.paths['/api/changes']?.['get'] ?? { parameters: [] }
  const named = Object.fromEntries(parameters.map((parameter) => [parameter.name, parameter]))
  expect(named).toMatchObject({
    project: { required: true, description: 'the id of a project' },
    category: { required: false, schema: { enum: ['host', 'container'], default: 'host' } },
    from: { required: false, schema: { type: 'string', default: '24h' } },
    to: { required: false, schema: { type: 'string' } },
    limit: { required: false, schema: { type: 'integer', minimum: 1, maximum: 50_000, default: 100 } },
    offset: { schema: { type: 'integer', minimum: 0, default: 0 } },
  })
})

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

/** The document, with no room for fields that it does not name. */
function closed(node: object): object {
  if (Array.isArray(node)) return node.map((item) => (isObject(item) ? closed(item) : item))
  const copy = Object.fromEntries(
    Object.entries(node).map(([key, value]) => [key, isObject(value) ? closed(value) : value]),
  )
  return 'properties' in copy && !('additionalProperties' in copy)
    ? { ...copy, additionalProperties: false }
    : copy
}

describe('real responses are as the document says', () => {
  const ajv = new Ajv2020({ strict: false }).addSchema(closed(document), 'openapi')
  const project = 'project=shop'
  const cases: [string, string, number, Record<string, string>?][] = [
    ['GET', '/v5/shop/asset/port/statistics', 200],
    ['GET', '/v5/shop/asset/port/statistics', 304, { 'If-None-Match': '*' }],
    ['GET', '/v5/shop/asset/port/statistics?limit=0', 400],
    ['GET', '/v5/none/asset/port/statistics', 404],
    ['GET', '/v5/shop/asset/ports/detail?port=23', 200],
    ['GET', '/v5/shop/asset/ports/detail', 400],
    ['GET', '/api/projects', 200],
    ['GET', '/api/projects', 401, { 'X-Auth-Token': 'wrong' }],
    ['GET', `/api/snapshots?${project}`, 200],
    ['GET', `/api/changes?${project}&from=last`, 200],
    ['GET', '/api/changes?project=none', 404],
    ['GET', `/api/course?${project}`, 200],
    ['GET', `/api/port-history?${project}&port=23&type=TCP`, 200],
    ['GET', '/api/status', 200],
    ['POST', `/api/ask?${project}&port=23`, 403],
    ['POST', `/api/ask?${project}&port=23`, 404, { 'Openports-Action': 'ask' }],
    ['POST', '/api/retry', 204, { 'Openports-Action': 'retry' }],
    ['GET', `/api/views?${project}`, 200],
    ['PUT', `/api/views?${project}&name=a&query=`, 204, { 'Openports-Action': 'views' }],
    ['PUT', `/api/views?${project}&name=Weekly&query=&was=a`, 409, { 'Openports-Action': 'views' }],
    ['DELETE', `/api/views?${project}&name=none`, 404, { 'Openports-Action': 'views' }],
    ['GET', `/api/alert-rules?${project}`, 200],
    ['DELETE', `/api/alert-rules?${project}&id=1`, 404, { 'Openports-Action': 'alerts' }],
    ['GET', '/api/imports', 200],
    ['GET', '/api/audit', 200],
    ['POST', '/api/embed/sessions?ancestor=https://a.example', 401, { 'Openports-Action': 'x' }],
    ['GET', '/api/session', 200],
    ['POST', '/api/sign-out', 204, { 'Openports-Action': 'x' }],
    ['GET', '/sign-in/oidc', 404],
    ['GET', '/livez', 200],
    ['GET', '/readyz', 200],
    ['GET', '/metrics', 200],
    ['GET', '/openapi.json', 200],
  ]

  test.each(cases)('%s %s: %i', async (method, path, status, headers = {}) => {
    const { ask } = await createTestApp(store)
    const answer = await ask(path, headers, method)
    expect(answer.status).toBe(status)

    const [pathname = ''] = path.split('?')
    const operation =
      document.paths[pathname.replace(/^\/v5\/[^/]+/, '/v5/{project}')]?.[method.toLowerCase()]
    const named = operation?.responses[status]
    const response = named && '$ref' in named ? document.components.responses[status] : named

    const told = Object.keys(response?.headers ?? {})
    const sent = [...answer.headers.keys()].filter((name) =>
      /^(openports-|etag|retry-after|x-request-id)/.test(name),
    )
    expect(told.map((name) => name.toLowerCase())).toEqual(expect.arrayContaining(sent))

    const [type = ''] = (answer.headers.get('Content-Type') ?? '').split(';')
    const content = response?.content ?? {}
    expect(['', ...Object.keys(content)]).toContain(type)
    const schema = content[type]?.schema
    if (!schema || !('$ref' in schema)) return
    const validate = ajv.getSchema(`openapi${schema.$ref}`)
    expect([validate?.(await answer.json()), validate?.errors]).toEqual([true, null])
  })
})
