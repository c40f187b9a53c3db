import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { expect, test } from '@playwright/test'

import { ROW_COLUMNS } from '#analysis/order.ts'
import type { PortHost } from '#contract/port-hosts.ts'
import { exportCsv } from '#export/csv.ts'
import { exportHostsCsv } from '#export/hosts-csv.ts'
import { formulasIn, hasLibreOffice } from '#test/libreoffice.ts'
import { PAYLOADS } from '#test/payloads.ts'

const FORMULAS = ['1+1', 'HYPERLINK("http://127.0.0.1:9/","x")', "cmd|' /C calc'!A1", 'SUM(A1:A9)']
const SIGNS = ['=', '+', '-', '@', '＝', '−', ' =', '"=', '""=', "'="]
/** Where a cell begins, in a spreadsheet that separates cells as we do, and in one that does not. */
const BEFORE = ['', 'x', 'x,', 'x;', 'x\t', 'x\n', 'x\r\n', '"x";', ';', ';;', 'x"']

/** Without what an XML file, which LibreOffice writes, cannot hold. */
const NAMES = [
  ...BEFORE.flatMap((before) => SIGNS.flatMap((sign) => FORMULAS.map((formula) => before + sign + formula))),
  ...PAYLOADS,
].filter((name) => !/(?![\t\r\n])\p{Cc}|\p{Cs}/u.test(name))

const host = (name: string): PortHost => ({
  hostId: '1',
  hostName: name,
  hostIp: '10.0.0.1',
  listeningAddress: '0.0.0.0',
  port: 4444,
  type: name,
  status: 'unknown',
  pid: 1,
  path: name,
  containerId: '',
  containerName: name,
  enterpriseProject: name,
})

test('SEC-18: LibreOffice finds no formula in an exported file, with any separator', async () => {
  test.skip(!hasLibreOffice(), 'no LibreOffice on this machine')
  const row = (name: string) => ({
    port: 22,
    service: name,
    type: name,
    status: name,
    tier: '' as const,
    servers: 1,
  })
  const exported = [exportCsv(NAMES.map(row), ROW_COLUMNS), exportHostsCsv(NAMES.map(host))]
  for (const separators of [',', ';', '\t', ',;\t']) {
    const folder = await mkdtemp(join(tmpdir(), 'openports-spreadsheet-'))
    try {
      const naive = `22,"x"${separators[0]}=1+1`
      const found = await formulasIn(separators, [...exported, naive], folder)
      expect(found).toEqual([[], [], ['of:=1+1']]) // it would find them
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }
})
