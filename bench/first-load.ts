import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'

/** Bytes of a kind of file that a page's document asks for: as they are, and packed as tightly as gzip and Brotli can. */
type Weight = { raw: number; gzip: number; brotli: number }

/** What a built page loads before it can draw anything. `hasCharts` tells whether the chart library is in it. */
type FirstLoad = { script: Weight; style: Weight; hasCharts: boolean }

/** @param folder of a built page, for a reader of English. It does not count what loads on demand later: the document does not name it. */
export async function measureFirstLoad(folder: string): Promise<FirstLoad> {
  const document = await readFile(join(folder, 'index.html'), 'utf8')
  const named = Array.from(
    document.matchAll(/(?:src|href|data-messages-en)="([^"]+\.(?:js|css)(?:#[^"]*)?)"/g),
    ([, files]) => files?.split(' ').map((file) => file.slice(1).replace(/#.*/, '')) ?? [],
  ).flat()
  const scripts: Buffer[] = []
  const styles: Buffer[] = []
  for (const file of named) (file.endsWith('.js') ? scripts : styles).push(await readFile(join(folder, file)))
  return {
    script: weigh(scripts),
    style: weigh(styles),
    hasCharts: scripts.some((script) => script.includes('recharts-')), // its class names outlive minification
  }
}

function weigh(files: readonly Buffer[]): Weight {
  const sum = (size: (file: Buffer) => number) => files.reduce((total, file) => total + size(file), 0)
  return {
    raw: sum((file) => file.length),
    gzip: sum((file) => gzipSync(file, { level: 9 }).length),
    brotli: sum((file) => brotliCompressSync(file).length), // quality 11, its default
  }
}
