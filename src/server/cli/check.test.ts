import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

import { expect, onTestFinished, test } from 'vitest'

import { startConnectProxy } from '#test/connect-proxy.ts'
import { instead } from '#test/hss/faults.ts'
import { standInForTest } from '#test/hss/for-test.ts'
import type { StandIn } from '#test/hss/stand-in.ts'

import { checkProjects } from './check.ts'
import { readConfig } from './config.ts'

/** Settings for a stand-in, as an operator writes them. */
const settingsFor = ({ endpoints, account }: StandIn) => ({
  HSS_REGION: account.region,
  HSS_ENDPOINT: endpoints.hss,
  IAM_ENDPOINT: endpoints.iam,
  EPS_ENDPOINT: endpoints.eps,
})
const keysFor = ({ account: { keys } }: StandIn) => ({
  HUAWEICLOUD_SDK_AK: keys.accessKey,
  HUAWEICLOUD_SDK_SK: keys.secretKey,
})

async function check(env: Record<string, string>): Promise<{ works: boolean; said: string }> {
  const lines: string[] = []
  const works = await checkProjects(readConfig(env), (line) => lines.push(line))
  return { works, said: lines.join('\n') }
}

test('a working project is reported, with two calls at most', async () => {
  const standIn = await standInForTest({ rows: 1234 })
  const settings = { ...settingsFor(standIn), ...keysFor(standIn) }
  expect(await check({ ...settings, HUAWEICLOUD_SDK_PROJECT_ID: standIn.account.projectId })).toEqual({
    works: true,
    said: 'stand-in-1: ok, HSS has 1,234 port rows of hosts; EPS lists 1 enterprise project',
  })
  expect(standIn.arrivals).toHaveLength(2)
  expect((await check(settings)).said).toMatch(/ok, .*EPS was not checked/)
  expect(standIn.arrivals).toHaveLength(4)
  const { name, password, domain } = standIn.account.user
  const user = { HSS_IAM_USER: name, HSS_IAM_PASSWORD: password, HSS_IAM_DOMAIN: domain }
  expect((await check({ ...settingsFor(standIn), ...user })).works).toBe(true)
  expect(standIn.arrivals).toHaveLength(6)
})

test('many enterprise projects are not counted with a third call', async () => {
  const enterpriseProjects = Array.from({ length: 150 }, (_, i) => ({ id: String(i), name: `Unit ${i}` }))
  const standIn = await standInForTest({ enterpriseProjects, rows: 2 })
  const settings = {
    ...settingsFor(standIn),
    ...keysFor(standIn),
    HUAWEICLOUD_SDK_PROJECT_ID: standIn.account.projectId,
  }
  expect((await check(settings)).said).toMatch(/more enterprise projects than one call returns$/)
  expect(standIn.arrivals).toHaveLength(2)
})

test('a failure comes with what to do and the id of the request', async () => {
  const standIn = await standInForTest()
  const settings = {
    ...settingsFor(standIn),
    ...keysFor(standIn),
    HUAWEICLOUD_SDK_PROJECT_ID: standIn.account.projectId,
  }
  standIn.fail('hss', instead(400, { error_code: 'HSS.0013', error_description: '权限不足' }))
  expect(await check(settings)).toEqual({
    works: false,
    said: 'stand-in-1: failed: The credentials lack permission: grant the list permission of HSS in this project (HSS.0013, request hss-1)',
  })
  standIn.fail('eps', instead(403, { error_code: 'APIGW.0306', error_msg: 'no' }))
  expect(await check(settings)).toEqual({
    works: true,
    said: expect.stringMatching(/ok, .*; EPS failed: .*APIGW\.0306/),
  })
})

test('without a project there is nothing to check', async () => {
  expect(await check({})).toEqual({
    works: false,
    said: expect.stringMatching(/set HSS_REGION and credentials/),
  })
})

test('SEC-31: openports check, as it is run, prints no secret and has the result as its exit code', async () => {
  const standIn = await standInForTest()
  const env = { ...settingsFor(standIn), ...keysFor(standIn) }
  const run = (more: Record<string, string>) =>
    promisify(execFile)(process.execPath, ['src/server/cli/openports.ts', 'check'], {
      env: { ...env, ...more },
    })
  const { stdout, stderr } = await run({})
  expect(stdout).toMatch(/^stand-in-1: ok, /)
  expect(stderr).toBe('')
  const wrong = 'a-secret-key-that-is-wrong'
  await expect(run({ HUAWEICLOUD_SDK_SK: wrong })).rejects.toMatchObject({
    code: 1,
    stdout: expect.stringMatching(/^(?!.*a-secret).*failed: The credentials were rejected/),
    stderr: '',
  })
})

test('behind a proxy it is said what cannot be checked, without its credentials', async () => {
  const standIn = await standInForTest()
  const proxy = await startConnectProxy()
  onTestFinished(proxy.close)
  const endpoint = standIn.endpoints.hss.replace('127.0.0.1', '192.0.2.1')
  const { works, said } = await check({
    ...settingsFor(standIn),
    ...keysFor(standIn),
    HUAWEICLOUD_SDK_PROJECT_ID: standIn.account.projectId,
    HSS_ENDPOINT: endpoint,
    HTTP_PROXY: proxy.url.replace('//', '//egress:word-of-the-proxy@'),
  })
  expect(said).toMatch(/^Proxy: .+ through 127\.0\.0\.1:\d+, .+ cannot check .+ public\nstand-in-1: ok/)
  expect(said).not.toContain('egress')
  expect(works).toBe(true)
  expect(proxy.asked.map(({ target }) => target)).toEqual([new URL(endpoint).host])
})
