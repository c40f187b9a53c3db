import type { HostReport } from '#server/store/types.ts'

/** A file to import. It is read as a stream: no parser holds more of it than one server's listeners. */
export type InventoryFile = {
  /** How messages call it: as the user named it. */
  label: string
  /** The server that the file is about, where its format does not tell. */
  hostName: string
  /** Whether a scan that was interrupted is taken as far as it went: then it covers nothing. */
  isPartial: boolean
  bytes: () => AsyncIterable<Uint8Array>
}

/** Counts things that a parser leaves out by intention, in words that fit after a number: `sctp ports`. */
export type PassOver = (what: string) => void

/**
 * Reads one format. Reports come in the order of the file; several of one server each say what they cover.
 * Throws an `ImportError` where the file is not what the format says, at the latest at its end.
 */
export type Parser = (file: InventoryFile, skip: PassOver) => AsyncIterable<HostReport>
