import { execFile, execFileSync } from 'node:child_process'
import { existsSync, realpathSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'

/** For one that hangs: reading takes a second. */
const PATIENCE = 60_000 // milliseconds

/** Whether this machine has LibreOffice with its spreadsheet: scripts/machine.sh installs it where it may. */
export function hasLibreOffice(): boolean {
  try {
    const path = execFileSync('sh', ['-c', 'command -v soffice'], { encoding: 'utf8' }).trim()
    return existsSync(join(dirname(realpathSync(path)), 'libsclo.so'))
  } catch {
    return false
  }
}

/**
 * Opens CSV files in LibreOffice, with formulas evaluated.
 *
 * @param separators Characters between cells.
 * @param folder An empty one, for files and for LibreOffice's own.
 * @returns The formulas that it found in each file, like `of:=1+1`.
 */
export async function formulasIn(
  separators: string,
  files: readonly string[],
  folder: string,
): Promise<string[][]> {
  const [home, made] = [join(folder, 'home'), join(folder, 'made')]
  await mkdir(home, { recursive: true })
  const paths = files.map((_, i) => join(folder, `${i}.csv`))
  for (const [i, text] of files.entries()) await writeFile(paths[i] ?? '', text)
  const codes = Array.from(separators, (character) => character.codePointAt(0)).join('/')
  await promisify(execFile)(
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
    { env: { PATH: process.env['PATH'], HOME: home }, timeout: PATIENCE },
  )
  return Promise.all(
    files.map(async (_, i) => {
      const sheet = await readFile(join(made, `${i}.fods`), 'utf8')
      return Array.from(sheet.matchAll(/table:formula="([^"]*)"/g), ([, formula = '']) => formula)
    }),
  )
}
