import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, realpathSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

import sax from 'sax'

/** What a spreadsheet made of a file: its cells as texts, row by row, and those that it took for formulas. */
export type Sheet = { rows: string[][]; formulas: string[] }

/** For one that hangs: reading takes a second. */
const PATIENCE = 60_000 // milliseconds

/** Whether this machine has LibreOffice with its spreadsheet: scripts/setup/libreoffice.mjs installs it where it may. */
export function hasLibreOffice(): boolean {
  try {
    const path = execFileSync('sh', ['-c', 'command -v soffice'], { encoding: 'utf8' }).trim()
    return existsSync(join(dirname(realpathSync(path)), 'libsclo.so'))
  } catch {
    return false
  }
}

/**
 * Opens CSV files in LibreOffice, as whoever evaluates formulas does, and reads what it made of them.
 *
 * @param separators Characters that part cells.
 * @param files Texts by a name for each.
 * @param folder An empty one, for files and for LibreOffice's own.
 */
export async function openInLibreOffice<Name extends string>(
  separators: string,
  files: Readonly<Record<Name, string>>,
  folder: string,
): Promise<Record<Name, Sheet>> {
  const [home, made] = [join(folder, 'home'), join(folder, 'made')]
  await mkdir(home, { recursive: true })
  const texts = Object.entries<string>(files)
  const paths = texts.map(([name]) => join(folder, `${name}.csv`))
  for (const [i, [, text]] of texts.entries()) await writeFile(paths[i] ?? '', text)
  const codes = Array.from(separators, (character) => character.codePointAt(0)).join('/')
  await run(
    'soffice',
    [
      `-env:UserInstallation=file://${home}`,
      '--headless',
      '--norestore',
      // UTF-8, quotes, from the first line, a column's type by its cells, the only sheet, formulas evaluated
      `--infilter=CSV:${codes},34,76,1,,0,false,true,false,false,false,-1,true`,
      '--convert-to',
      'fods',
      '--outdir',
      made,
      ...paths,
    ],
    { PATH: process.env['PATH'], HOME: home },
  )
  const sheets = await Promise.all(
    texts.map(async ([name]) => [name, readSheet(await readFile(join(made, `${name}.fods`), 'utf8'))]),
  )
  return Object.fromEntries(sheets)
}

/** It starts others, which end with it. */
async function run(program: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  const child = spawn(program, args, { env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
  const printed: Buffer[] = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => printed.push(chunk))
  const hangs = setTimeout(() => process.kill(-(child.pid ?? 0), 'SIGKILL'), PATIENCE)
  const [code] = await once(child, 'close')
  clearTimeout(hangs)
  if (code !== 0) throw new Error(`${program} failed. It printed:\n${Buffer.concat(printed).toString()}`)
}

/** Reads a sheet of LibreOffice's flat XML. Empty cells at the end of a row are not there. */
function readSheet(xml: string): Sheet {
  const sheet: Sheet = { rows: [], formulas: [] }
  let lines: string[] = [] // of a cell
  let line: string | null = null
  let times = 1
  const parser = sax.parser(true)
  parser.onopentag = ({ name, attributes }) => {
    const number = (key: string) => Number(attributes[key] ?? 1)
    if (name === 'table:table-row') sheet.rows.push([])
    if (name === 'table:table-cell') {
      lines = []
      times = number('table:number-columns-repeated')
      const formula = attributes['table:formula']
      if (typeof formula === 'string') sheet.formulas.push(formula)
    }
    if (name === 'text:p') line = ''
    if (line === null) return
    if (name === 'text:s') line += ' '.repeat(number('text:c'))
    if (name === 'text:tab') line += '\t'
  }
  // oxlint-disable-next-line unicorn/prefer-add-event-listener -- sax has no addEventListener
  parser.ontext = (text) => {
    if (line !== null) line += text
  }
  parser.onclosetag = (name) => {
    if (name === 'text:p' && line !== null) {
      lines.push(line)
      line = null
    }
    if (name !== 'table:table-cell') return
    const row = sheet.rows.at(-1) ?? []
    const isRest = lines.length === 0 && times > 100 // to the last column that there can be
    if (!isRest) row.push(...Array.from({ length: times }, () => lines.join('\n')))
  }
  parser.write(xml).close()
  return sheet
}
