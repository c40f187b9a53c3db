import { expect, test } from 'vitest'

import { showProgress } from './import-progress.ts'

/** What is written when a state is shown at each of these times, in milliseconds, and then no more. */
function written(isTTY: boolean, times: readonly number[]): string[] {
  const lines: string[] = []
  let time = 0
  const progress = showProgress({ isTTY, write: (text) => lines.push(text) }, () => time)
  for (time of times)
    progress.show({ bytes: time * 1_000_000, ofBytes: 50_000_000_000, files: 1, ofFiles: 10_000 })
  progress.end()
  return lines
}

test('at a terminal one line is kept up to date, and removed', () => {
  expect(written(true, [50, 150, 200, 1_500])).toEqual([
    '\rImporting: 150 of 50,000 MB, 1 of 10,000 files\u001b[K',
    '\rImporting: 1,500 of 50,000 MB, 1 of 10,000 files\u001b[K',
    '\r\u001b[K',
  ])
})

test('elsewhere there is a line now and then', () => {
  expect(written(false, [5_000, 10_000, 19_000, 20_500])).toEqual([
    'Importing: 10,000 of 50,000 MB, 1 of 10,000 files\n',
    'Importing: 20,500 of 50,000 MB, 1 of 10,000 files\n',
  ])
})

test('what is soon done shows nothing', () => {
  expect([...written(true, [20, 90]), ...written(false, [5, 9_000])]).toEqual([])
})
