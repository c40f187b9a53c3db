// npm run bench: the figures of docs/performance.md. Loopback only; everything it starts or stores is gone afterwards.
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'

import {
  launch,
  noTimes,
  PEER_CSV,
  PEER_PLACES,
  PRODUCT_BRUSH,
  PRODUCT_CSV,
  PRODUCT_PLACES,
  visit,
} from './browser.ts'
import type { Times } from './browser.ts'
import { measureChanges } from './changes.ts'
import { measureEndpoint } from './endpoint.ts'
import { expectations } from './expected.ts'
import { measureFirstLoad } from './first-load.ts'
import { buildPeer } from './peer/build.ts'
import { ROOT, startProgram } from './programs.ts'
import { measureQueries } from './queries.ts'
import { PROJECTS, recordRows } from './record.ts'
import { line, print } from './report.ts'
import type { Section } from './report.ts'
import { syntheticRows } from './rows.ts'
import { measureStarts } from './start.ts'
import { compareSweeps } from './sweep.ts'

/** Milliseconds after which no further visit begins, for each of the sets: a busy machine gives fewer samples. */
const BUDGET = 45_000

const TOKEN = 'bench'.repeat(13)

const rows = { full: syntheticRows(262_144), small: syntheticRows(2000) }
const expected = { full: expectations(rows.full), small: expectations(rows.small) }
const folder = await mkdtemp(join(tmpdir(), 'openports-bench-'))
const closing: (() => Promise<unknown>)[] = [() => rm(folder, { recursive: true })]
const say = (text: string) => process.stdout.write(`${text}\n`)

try {
  say('Recording 262,144 rows…')
  const dataDir = join(folder, 'data')
  const recorded = await recordRows(dataDir, rows)
  await cp(dataDir, join(folder, 'peer-data'), { recursive: true }) // a data directory serves one process

  const peerFolder = await buildPeer()
  const serve = async (script: string, data: string) => {
    const env = { OPENPORTS_DATA_DIR: data, OPENPORTS_TOKEN: TOKEN, OPENPORTS_LOG_LEVEL: 'error' }
    const program = await startProgram(script, ['--port', '0'], env)
    closing.unshift(program.stop)
    return program
  }
  const product = await serve('dist/server/openports.js', dataDir)
  const peer = await serve('bench/peer/serve.ts', join(folder, 'peer-data'))

  say('Asking the endpoint…')
  const endpoint = await measureEndpoint(product, TOKEN, rows.full.length, folder)

  say('Changes between two snapshots…')
  const changes = await measureChanges({ '2,000': rows.small, '262,144': rows.full })
  say('Starting and killing servers…')
  const starts = await measureStarts(join(folder, 'demo-data'), TOKEN)

  say('Asking questions…')
  const queries = await measureQueries(rows.full)

  const browser = await launch()
  closing.unshift(() => browser.close())
  const measured: Record<string, { product: Times; peer: Times }> = {}
  const SLOWEST = '2,000 rows, slow 4G and processor 4 times slower'
  for (const [title, project, slowdown, visits, rounds] of [
    ['2,000 rows', 'small', 1, 3, 3],
    ['2,000 rows, processor 4 times slower', 'small', 4, 2, 1],
    [SLOWEST, 'small', 4, 2, 0],
    ['262,144 rows', 'full', 1, 3, 2],
    ['262,144 rows, processor 4 times slower', 'full', 4, 1, 1],
  ] as const) {
    say(`The pages with ${title}…`)
    const times = { product: noTimes(), peer: noTimes() }
    const at = (url: string) => `${url}/?project=${PROJECTS[project]}`
    const until = performance.now() + BUDGET
    for (let n = 0; n < visits && (n === 0 || performance.now() < until); n++) {
      // Turn about, so that what else the machine does meets both.
      const effort = { slowdown, rounds, isOnSlow4G: title === SLOWEST, brushes: project === 'full' }
      const ours = {
        url: `${at(product.url)}&sort=-status,-servers&top=all${project === 'full' ? '&numbers=open' : ''}`,
        places: PRODUCT_PLACES,
        csv: PRODUCT_CSV,
        brush: PRODUCT_BRUSH,
      }
      const theirs = { url: at(peer.url), places: PEER_PLACES, csv: PEER_CSV, brush: null }
      await visit(browser, ours, expected[project], effort, times.product)
      await visit(browser, theirs, expected[project], effort, times.peer)
    }
    measured[title] = times
  }

  const own = await measureFirstLoad(join(ROOT, 'dist/client'))
  const other = await measureFirstLoad(peerFolder)
  const plain = { name: 'plain inserts', samples: recorded.bare }
  const bare = (samples: number[]) => ({ name: 'bare node:http', samples })
  const page = (samples: number[]) => ({ name: 'comparison page', samples })
  const { whole, columns, page: one, pages, unchanged, bytes } = endpoint
  const sections: Section[] = [
    {
      title: 'Recording 262,144 rows',
      lines: [
        line('first snapshot', 'ms', recorded.first, plain),
        line('unchanged', 'ms', recorded.unchanged, plain),
        line('1 % changed', 'ms', recorded.changed, plain),
      ],
    },
    {
      title: 'The endpoint',
      lines: [
        line(`whole set, ${bytes.requests} requests`, 'ms', whole.product, bare(whole.bare)),
        line('whole set as columns', 'ms', columns.product, bare(columns.bare)),
        line('200 rows', 'ms', one.product, bare(one.bare)),
        line('200 rows, others each time', 'ms', pages.product, bare(pages.bare)),
        line('304, beside the 200 rows', 'ms', unchanged.product, bare(unchanged.bare)),
        line('whole set on the wire, beside unpacked', 'kB', [bytes.wire], {
          name: 'the same JSON unpacked',
          samples: [bytes.raw],
        }),
        line('whole set as columns on the wire', 'kB', [bytes.columns], {
          name: 'JSON on the wire',
          samples: [bytes.wire],
        }),
        line('start to first answer from stored data', 'ms', starts.product.ms, bare(starts.bare.ms)),
        line('memory with the demo fleet', 'MB', starts.product.memory, bare(starts.bare.memory)),
      ],
    },
    {
      title: 'Changes since the previous snapshot',
      lines: changes.map(({ name, product, plain }) =>
        line(name, 'ms', product, { name: 'objects in a map', samples: plain }),
      ),
    },
    {
      title: 'Queries of 262,144 rows',
      lines: queries.map(({ query, product, plain }) =>
        line(query, 'ms', product, { name: 'filtered objects', samples: plain }),
      ),
    },
    {
      title: `First load (the charts' code is ${own.hasCharts ? 'in it' : 'not in it'})`,
      lines: [
        line('JavaScript, gzip', 'kB', [own.script.gzip], page([other.script.gzip])),
        line('JavaScript, brotli', 'kB', [own.script.brotli], page([other.script.brotli])),
        line('CSS, gzip', 'kB', [own.style.gzip], page([other.style.gzip])),
      ],
    },
    ...Object.entries(measured).map(([title, { product, peer }]) => {
      const painted = (job: Exclude<keyof Times, 'csv' | 'heap' | 'worst'>, what: 'table' | 'charts') => {
        const samples = (times: Times) => times[job].map((result) => result[what])
        return [samples(product), page(samples(peer))] as const
      }
      const brushed = (what: 'table' | 'charts') => product.brush.map((result) => result[what])
      return {
        title,
        lines: [
          line('navigation to first rows', 'ms', ...painted('load', 'table')),
          line('navigation to charts', 'ms', ...painted('load', 'charts')),
          line('a key that changes nothing, to painted', 'ms', ...painted('idle', 'table')),
          line('keystroke (4, 44, 443) to painted', 'ms', ...painted('exact', 'table')),
          line('keystroke (4, 44, 443) to charts', 'ms', ...painted('exact', 'charts')),
          line('keystroke (*4, *44, *443) to painted', 'ms', ...painted('contained', 'table')),
          line('keystroke (*4, *44, *443) to charts', 'ms', ...painted('contained', 'charts')),
          line('click on a column to painted', 'ms', ...painted('sort', 'table')),
          line('filter cleared, to painted', 'ms', ...painted('cleared', 'table')),
          line('filter cleared, to charts', 'ms', ...painted('cleared', 'charts')),
          line('next page to painted', 'ms', ...painted('flip', 'table')),
          line('last page to painted', 'ms', ...painted('last', 'table')),
          line('slowest input of a visit', 'ms', product.worst, page(peer.worst)),
          line('brush by a bar to painted', 'ms', brushed('table')),
          line('brush by a bar to charts', 'ms', brushed('charts')),
          line('all rows as a CSV file', 'ms', product.csv, page(peer.csv)),
          line('heap after collection', 'MB', product.heap, page(peer.heap)),
        ].filter((line) => line.product.n > 0),
      }
    }),
  ]
  say(print(sections))
  say(`\n${compareSweeps()}`)
  const machine = { processors: cpus().length, model: cpus()[0]?.model, load: loadavg()[0] }
  await writeFile(
    join(ROOT, 'bench/results.json'),
    JSON.stringify({ time: new Date().toISOString(), machine, sections }, null, 2),
  )
} finally {
  for (const close of closing) await close()
}
