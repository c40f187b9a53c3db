import { readFileSync } from 'node:fs'

import type { HostReport } from '#server/store/types.ts'

import type { InventoryFile, Parser } from './parser.ts'

/** A file as a parser gets it, in pieces of a few bytes so that every boundary is met. */
export const fileOf = (content: string | Uint8Array, hostName = 'h1', piece = 7): InventoryFile => ({
  label: 'scan',
  hostName,
  isPartial: false,
  bytes: async function* () {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
    for (let i = 0; i < bytes.length; i += piece) yield bytes.subarray(i, i + piece)
  },
})

/** All that a parser makes of a file; `skipped` as it was told, once for each thing. */
export async function parseAll(
  parser: Parser,
  file: InventoryFile,
): Promise<{ reports: HostReport[]; skipped: string[] }> {
  const skipped: string[] = []
  const reports: HostReport[] = []
  for await (const report of parser(file, (what) => skipped.push(what))) reports.push(report)
  return { reports, skipped }
}

/** The message of the error that a parser ends with. */
export const refusal = (parser: Parser, file: InventoryFile): Promise<string> =>
  parseAll(parser, file).then(
    () => 'no error',
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  )

/** Path of a file beside the tests. */
export const fixture = (name: string): string => `${import.meta.dirname}/fixtures/${name}`
export const readFixture = (name: string): string => readFileSync(fixture(name), 'utf8')

export const fixtureBytes = (name: string): Uint8Array => readFileSync(fixture(name))

/** Servers with their listeners and what is covered of them, in the shortest form that tells them apart. */
export const told = (reports: readonly HostReport[]): string[] =>
  reports.map(
    (report) =>
      `${report.key} ${report.name}: ${sockets(report).join(', ')} of ${report.covered.map(({ type, from, to }) => `${type} ${from}-${to}`).join(', ') || 'nothing'}`,
  )

/** Listeners in the shortest form that tells them apart. */
export const sockets = (report: HostReport | undefined): string[] =>
  (report?.listeners ?? []).map(({ port, type, listeningAddress }) => `${type} ${listeningAddress}:${port}`)
