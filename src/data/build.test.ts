import { expect, test } from 'vitest'

import { BUILD_HEADER } from '#contract/headers.ts'

import { createBuildWatch } from './build.ts'

const ORIGIN = 'http://127.0.0.1:4040'

test('F45: another build than at first makes the page outdated, for good, and is told once', async () => {
  let build: string | null = 'a'
  const answers = (): Response =>
    new Response(null, { headers: build === null ? {} : { [BUILD_HEADER]: build } })
  const watch = createBuildWatch(() => Promise.resolve(answers()), ORIGIN)
  let told = 0
  const leave = watch.subscribe(() => (told += 1))
  const ask = () => watch.send(new Request(`${ORIGIN}/api/projects`))

  await ask()
  build = null // a proxy's own error page
  await ask()
  expect([watch.isOutdated(), told]).toEqual([false, 0])
  build = 'b'
  await watch.look()
  build = 'a' // one of several servers is not upgraded yet
  await ask()
  build = 'b'
  await ask()
  expect([watch.isOutdated(), told]).toEqual([true, 1])
  leave()
})

test('a server that is away says nothing of the build', async () => {
  const watch = createBuildWatch(() => Promise.reject(new TypeError('Failed to fetch')), ORIGIN)
  await watch.look()
  expect(watch.isOutdated()).toBe(false)
  await expect(watch.send(new Request(ORIGIN))).rejects.toThrow('Failed to fetch')
})
