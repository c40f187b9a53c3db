import { expect, onTestFinished, test } from 'vitest'

import { COURSE_PATH, CourseAnswer } from '#contract/course.ts'
import { decodeErrorBody } from '#contract/errors.ts'
import { tokenKey } from '#server/http/auth/access.ts'
import { createTestApp, openTestStore } from '#test/server/test-app.ts'

const LAB = { project: 'lab', category: 'host', enterpriseProject: '0' } as const
const at = (hour: number) => `2026-11-24T0${hour}:00:00.000Z`

test('users with access to a project get its course, in a span of time', async () => {
  const store = await openTestStore()
  onTestFinished(store.close)
  const { ask, visit } = await createTestApp(store)
  const path = `${COURSE_PATH}?project=lab&to=${at(9)}`
  expect((await ask(path)).status).toBe(404)
  await store.describeProject({ id: 'lab', name: 'Lab', kind: 'inventory' })
  expect(await (await ask(path)).json()).toEqual({ points: [], gaps: [] })
  for (const hour of [1, 2, 3])
    await store.record(LAB, {
      readFrom: at(hour),
      readTo: at(hour),
      complete: 1,
      rows: [{ port: 23, type: 'TCP', servers: hour, status: 'danger' }],
    })
  const told = async (query: string) => {
    const { points } = CourseAnswer.parse(await (await ask(`${path}&${query}`)).json())
    return points.map(({ at, instances }) => `${at.slice(11, 13)} ${instances}`)
  }
  expect(await told('')).toEqual(['01 1', '02 2', '03 3'])
  expect(await told(`from=${at(2)}`)).toEqual(['02 2', '03 3'])
  expect((await visit(path)).status).toBe(401)
  const token = 'a-token-of-another-project-0123456789'
  const grants = [{ role: 'operator' as const, projects: ['other'] }]
  await store.tokens.add(tokenKey(token), { name: 'stranger', grants, created: at(0), expires: null })
  expect((await visit(path, { 'X-Auth-Token': token })).status).toBe(404)
})

test('of a project of HSS that was never read there is no course', async () => {
  const store = await openTestStore()
  onTestFinished(store.close)
  await store.describeProject({ id: 'tenant', name: 'Tenant', kind: 'hss' })
  const { ask } = await createTestApp(store)
  expect((await ask(`${COURSE_PATH}?project=tenant`)).status).toBe(503)
})

test.each([
  ['', 'project'],
  ['project=lab&from=1h', 'from'],
  ['project=lab&to=now', 'to'],
  ['project=lab&limit=5', 'limit'],
])('%s is 400 and names %s', async (query, parameter) => {
  const store = await openTestStore()
  onTestFinished(store.close)
  const { ask } = await createTestApp(store)
  const answer = await ask(`${COURSE_PATH}?${query}`)
  expect(answer.status).toBe(400)
  expect(decodeErrorBody(await answer.json()).error_msg).toContain(`Invalid parameter ${parameter}: `)
})
