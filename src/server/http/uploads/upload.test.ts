import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, beforeAll, expect, test, vi } from 'vitest'

import { createAllowedHosts } from '#server/http/headers/allowed-hosts.ts'
import { appHandler, listen } from '#server/http/listen.ts'
import type { Listening } from '#server/http/listen.ts'
import type { Store } from '#server/store/types.ts'
import { openSocket } from '#test/server/raw-http.ts'
import { createTestApp, openTestStore, REJECTIONS, TOKEN } from '#test/server/test-app.ts'

let store: Store
let folder: string
let running: Listening
beforeAll(async () => {
  store = await openTestStore()
  folder = await mkdtemp(join(tmpdir(), 'openports-upload-test-'))
  const apps: Awaited<ReturnType<typeof createTestApp>>['app'][] = []
  running = await listen({ host: '127.0.0.1', port: 0 }, REJECTIONS, () =>
    appHandler((request, bindings) => apps[0]?.fetch(request, bindings) ?? new Response(), REJECTIONS),
  )
  const hosts = createAllowedHosts({ host: '127.0.0.1', port: running.port }, [])
  const uploads = { folder, maxBytes: 1_000_000, dailyBytes: 10_000_000 }
  apps.push((await createTestApp(store, { hosts, uploads })).app)
})
afterAll(async () => {
  await running.stop()
  await store.close()
  await rm(folder, { recursive: true })
})

const headers = { 'X-Auth-Token': TOKEN, 'Openports-Action': 'import' }
const upload = (form: FormData) =>
  fetch(`http://127.0.0.1:${running.port}/api/imports`, { method: 'POST', headers, body: form })
const table = new Blob(['tcp LISTEN 0 128 0.0.0.0:22 0.0.0.0:*\n'])

test('many small files are one request: their heads are not taken for requests', async () => {
  const form = new FormData()
  for (let i = 0; i < 200; i++) form.append('file', table, `web${i}`)
  const response = await upload(form)
  expect(response.status).toBe(200)
  expect(await response.json()).toMatchObject({ servers: 200, newServers: 200 })
})

test('a client that sends too much reads why', async () => {
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(5_000_000)]), 'a')
  const response = await upload(form)
  expect(response.status).toBe(413)
  expect(await response.json()).toMatchObject({ error_msg: expect.stringContaining('too large') })
})

test('F54: of a client that leaves in the middle, nothing is left', async () => {
  const socket = await openSocket(running.port)
  const head = `--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n`
  const lines = [
    'POST /api/imports HTTP/1.1',
    `Host: 127.0.0.1:${running.port}`,
    `X-Auth-Token: ${TOKEN}`,
    'Openports-Action: import',
    'Content-Type: multipart/form-data; boundary=x',
    'Content-Length: 100000',
  ]
  socket.write(`${lines.join('\r\n')}\r\n\r\n${head}${'x'.repeat(50_000)}`)
  await vi.waitUntil(async () => (await readdir(folder)).length > 0)
  socket.destroy()
  await vi.waitUntil(async () => (await readdir(folder)).length === 0)
  const form = new FormData()
  form.append('file', table, 'web1')
  await expect.poll(async () => (await upload(form)).status).toBe(200) // its turn is over, too
})
