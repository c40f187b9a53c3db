import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { expect, test } from '@playwright/test'

import { exportCsv } from '#analysis/export/csv.ts'
import { exportHostsCsv } from '#analysis/export/hosts-csv.ts'
import { COLUMNS } from '#analysis/order.ts'
import type { PortHost } from '#contract/port-hosts.ts'

import { hasLibreOffice, openInLibreOffice } from './libreoffice.ts'
import { PAYLOADS } from './payloads.ts'

const FORMULAS = ['1+1', 'HYPERLINK("http://127.0.0.1:9/","x")', "cmd|' /C calc'!A1", 'SUM(A1:A9)']
const SIGNS = ['=', '+', '-', '@', '＝', '−', ' =', '"=', '""=', "'="]
/** Where a cell begins, in a spreadsheet that parts cells as we do, and in one that does not. */
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

test.skip(!hasLibreOffice(), 'no LibreOffice on this machine')

let folder: string
test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'openports-spreadsheet-'))
})
test.afterAll(() => rm(folder, { recursive: true, force: true }))

const open = (separators: string, naive: string) =>
  openInLibreOffice(
    separators,
    {
      rows: exportCsv(
        NAMES.map((name) => ({ port: 22, service: name, type: name, status: name, servers: 1, share: 1.5 })),
        COLUMNS,
      ),
      hosts: exportHostsCsv(NAMES.map(host)),
      naive,
    },
    folder,
  )

/** The lines of a text, with the apostrophes taken away that an export puts before what a formula could be. */
const linesOf = (text: string): string[] => text.replaceAll(/(^|[;\t\r\n])'/g, '$1').split(/\r\n?|\n/)

/** It shows these two as values, and no tab in a text of several lines. */
const isShownOtherwise = (name: string): boolean => /^(true|1e309)$|\n.*\t/.test(name)

test('SEC-18: LibreOffice shows the words of an exported file, and finds no formula in it', async () => {
  const { rows, hosts, naive } = await open(',', '22,=1+1')
  expect(naive.formulas).toEqual(['of:=1+1']) // it would find them
  expect([...rows.formulas, ...hosts.formulas]).toEqual([])
  for (const [i, name] of NAMES.entries()) {
    if (isShownOtherwise(name)) continue
    const [, service = '', type = '', status = ''] = rows.rows[i + 1] ?? []
    const [hostName = '', , container = '', , , , , path = '', project = ''] = hosts.rows[i + 1] ?? []
    for (const shown of [service, type, status, hostName, container, path, project])
      expect(linesOf(shown)).toEqual(name.split(/\r\n?|\n/))
  }
})

for (const separators of [';', '\t', ',;\t'])
  test(`SEC-18: nor where cells are parted by ${JSON.stringify(separators)}`, async () => {
    const [separator = ''] = separators
    const { rows, hosts, naive } = await open(separators, `22,"x"${separator}=1+1`)
    expect(naive.formulas).toEqual(['of:=1+1'])
    expect([...rows.formulas, ...hosts.formulas]).toEqual([])
  })
