import { isIPv4 } from 'node:net'

import { ImportError, quote } from './import-error.ts'

/** A socket of a table, and the line that it stands on. */
export type SsSocket = { transport: string; address: string; port: number; line: number }

/**
 * Finds out what `*` as a local address means in one table. Since 2017 ss writes it for an IPv6 socket that takes IPv4
 * as well, and `0.0.0.0` for IPv4. Before (iproute2 4.11 of CentOS 7) it is IPv4, and in between (4.13) either.
 */
export class SsDialect {
  private readonly label: string
  /** The first line that only a newer, or an older, version writes. */
  private newer: number | null = null
  private older: number | null = null
  private seemsOlder = false
  /** Whether `*` is the peer of an IPv6 socket: in an older version it is IPv4's alone. */
  private starMeetsIPv6 = false

  constructor(label: string) {
    this.label = label
  }

  /** The column of processes has a name since 2019. */
  readHeader(text: string, line: number): void {
    if (/Process\s*$/.test(text)) this.newer ??= line
  }

  /** @param local the socket as it stands in the line, with its port, like its peer */
  readLine(text: string, { local, peer, line }: { local: string; peer: string; line: number }): void {
    const [here, there] = [addressOf(local), addressOf(peer)]
    if (here === '0.0.0.0' || there === '0.0.0.0' || (here === '*' && /\sv6only:\d/.test(text)))
      this.newer ??= line
    else if ((isIPv4(here) && there === '*') || /^[\da-f]*:[\da-f:]*:/.test(local)) this.older ??= line
    if (local.startsWith('[') && there === '*') this.starMeetsIPv6 = true
    if (/\susers:\(\(".*?",\d/.test(text)) this.seemsOlder = true // newer ones write pid=
  }

  /** @throws {ImportError} when the table does not tell: a guess would make rows of ports that are not open. */
  starIsIPv4(sockets: readonly SsSocket[]): boolean {
    const stars = sockets.filter(({ address }) => address === '*')
    const [star] = stars
    const { newer, older } = this
    if (!star) return false
    if (newer !== null && older !== null)
      throw new ImportError(
        this.label,
        Math.max(newer, older),
        `expected the lines of one version of ss, found addresses written otherwise than on line ${Math.min(newer, older)}`,
      )
    if (newer !== null) return false
    // Of TCP, a port has one listening socket of both families, or one of each.
    const onBoth = new Set(sockets.filter(isTcpOf('::')).map(({ port }) => port))
    const isOne = stars.filter(isTcpOf('*')).some(({ port }) => onBoth.has(port))
    const isEither = older !== null && this.starMeetsIPv6
    if (!isEither && (older !== null || this.seemsOlder || isOne)) return true
    throw new ImportError(
      this.label,
      star.line,
      `expected a table that tells IPv4 from IPv6, found ${quote(`*:${star.port}`)} and no 0.0.0.0: run ss -tulpne and keep its header`,
    )
  }
}

const isTcpOf =
  (written: string) =>
  ({ transport, address }: SsSocket): boolean =>
    transport === 'tcp' && address === written

const addressOf = (socket: string): string => socket.slice(0, socket.lastIndexOf(':')).replace(/%.*$/, '')
