import { writeFile } from 'node:fs/promises'
import { Agent, request } from 'node:http'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'

import { COLUMNS_TYPE } from '#contract/columns.ts'
import { LIMITS, statisticsPath } from '#contract/port-statistics.ts'

import { startProgram } from './programs.ts'
import type { Program } from './programs.ts'
import { PROJECTS } from './record.ts'
import { timed } from './stats.ts'

/** Milliseconds of each run, of the product and of the bare server, and the bytes of the whole set. */
type EndpointTimes = {
  whole: Pair
  columns: Pair
  page: Pair
  pages: Pair
  unchanged: Pair
  bytes: { raw: number; wire: number; columns: number; requests: number }
}
type Pair = { product: number[]; bare: number[] }

/**
 * Asks for the whole set and for pages as programs do, one connection, gzip, window after window, and for columns as the page
 * does. `page` is the same one again and again, `pages` are others each time, which the product has to read and pack.
 */
export async function measureEndpoint(
  product: Program,
  token: string,
  rows: number,
  folder: string,
): Promise<EndpointTimes> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const path = (limit: number, offset: number) =>
    `${product.url}${statisticsPath(PROJECTS.full)}?limit=${limit}&offset=${offset}`
  const windows = Array.from({ length: Math.ceil(rows / LIMITS.max) }, (_, i) =>
    path(LIMITS.max, i * LIMITS.max),
  )
  const page = path(200, 100_000)
  const headers = { 'X-Auth-Token': token, 'Accept-Encoding': 'gzip' }
  const asColumns = { ...headers, Accept: COLUMNS_TYPE }
  const all = `${product.url}${statisticsPath(PROJECTS.full)}`

  const answers = []
  for (const url of [...windows, page]) answers.push(await get(agent, url, headers))
  answers.push(await get(agent, all, asColumns))
  const unpacked = answers.slice(0, windows.length).map(({ body }) => gunzipSync(body).length)
  const files = answers.map((_, i) => join(folder, `answer-${i}.gz`))
  await Promise.all(answers.map(({ body }, i) => writeFile(files[i] ?? '', body)))
  const etag = answers[0]?.etag ?? ''

  const bare = await startProgram('bench/bare-server.ts', files)
  const bareWindows = windows.map((_, i) => `${bare.url}/${i}`)
  const barePage = `${bare.url}/${windows.length}`
  const bareColumns = `${bare.url}/${windows.length + 1}`
  let other = 0
  const getAll = async (urls: readonly string[]) => {
    for (const url of urls) await get(agent, url, headers)
  }
  /** Turn about, so that what else the machine does meets both. */
  const compare = async (rounds: number, ours: () => unknown, theirs: () => unknown): Promise<Pair> => {
    const pair: Pair = { product: [], bare: [] }
    for (let round = 0; round < rounds; round++) {
      pair.product.push(...(await timed(1, ours)))
      pair.bare.push(...(await timed(1, theirs)))
    }
    return pair
  }
  const times = {
    whole: await compare(
      7,
      () => getAll(windows),
      () => getAll(bareWindows),
    ),
    columns: await compare(
      50,
      () => get(agent, all, asColumns),
      () => getAll([bareColumns]),
    ),
    page: await compare(
      200,
      () => getAll([page]),
      () => getAll([barePage]),
    ),
    pages: await compare(
      200,
      () => getAll([path(200, 1_000 * ++other)]),
      () => getAll([barePage]),
    ),
    unchanged: await compare(
      200,
      () => get(agent, page, { ...headers, 'If-None-Match': etag }, 304),
      () => getAll([barePage]),
    ),
    bytes: {
      raw: unpacked.reduce((sum, length) => sum + length, 0),
      wire: answers.slice(0, windows.length).reduce((sum, { body }) => sum + body.length, 0),
      columns: answers.at(-1)?.body.length ?? NaN,
      requests: windows.length,
    },
  }
  agent.destroy()
  await bare.stop()
  return times
}

/** The body as it was sent, still packed: unpacking is the client's work, not the server's. */
function get(
  agent: Agent,
  url: string,
  headers: Readonly<Record<string, string>>,
  status = 200,
): Promise<{ body: Buffer; etag: string }> {
  return new Promise((resolve, reject) => {
    request(url, { agent, headers }, (response) => {
      if (response.statusCode !== status) {
        reject(new Error(`${url} answered ${String(response.statusCode)} instead of ${status}`))
      }
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => resolve({ body: Buffer.concat(chunks), etag: response.headers.etag ?? '' }))
    })
      .on('error', reject)
      .end()
  })
}
