import type { LookupAddress } from 'node:dns'
import { BlockList, isIP } from 'node:net'
import type { LookupFunction } from 'node:net'

import { isPublic } from '#server/common/public-address.ts'
import type { Resolve } from '#server/common/public-address.ts'

/** A target that the administrator did not allow. */
export class TargetError extends Error {
  override name = 'TargetError'
  readonly failure: 'hostNotAllowed' | 'addressNotAllowed'
  constructor(failure: TargetError['failure']) {
    super(failure)
    this.failure = failure
  }
}

/** Where webhooks may lead. */
export type AllowedTargets = {
  /** As the administrator wrote them; none: nothing is sent. */
  entries: readonly string[]
  /** Whether a webhook's host is among them as it is written. */
  allows: (url: string) => boolean
  /**
   * Finds the addresses of a host at the moment of connecting, so that a name that leads elsewhere the second time is checked
   * the second time. Those that are not public have to be listed themselves.
   */
  lookup: (resolve: Resolve) => LookupFunction
}

/** An entry of the setting: a host name, `*.` and a domain for all hosts below it, an address, or a network of addresses. */
export function isAllowEntry(entry: string): boolean {
  const [address = '', prefix, ...more] = entry.split('/')
  if (isIP(address) !== 0)
    return (
      more.length === 0 &&
      (prefix === undefined ||
        (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (isIP(address) === 6 ? 128 : 32)))
    )
  return (
    entry.length <= 253 &&
    /^(\*\.)?[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*$/.test(entry)
  )
}

/** @param entries each as {@link isAllowEntry} takes it, in lower case */
export function allowedTargets(entries: readonly string[]): AllowedTargets {
  const names = entries.filter((entry) => isIP(entry.split('/')[0] ?? '') === 0)
  const listed = new BlockList()
  for (const entry of entries) {
    const [address = '', prefix] = entry.split('/')
    const family = isIP(address)
    if (family !== 0)
      listed.addSubnet(address, Number(prefix ?? (family === 6 ? 128 : 32)), family === 6 ? 'ipv6' : 'ipv4')
  }
  const isListed = (address: string): boolean => listed.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
  const isNamed = (host: string): boolean =>
    names.some((name) => (name.startsWith('*.') ? host.endsWith(name.slice(1)) : host === name))

  return {
    entries,
    allows: (url) => {
      const host = new URL(url).hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '')
      return isIP(host) === 0 ? isNamed(host) : isListed(host)
    },
    lookup: (resolve) => (host, options, done) =>
      resolve(host, (error, addresses) => {
        const isAllowed =
          addresses.length > 0 && addresses.every(({ address }) => isPublic(address) || isListed(address))
        const refused = error ?? (isAllowed ? null : new TargetError('addressNotAllowed'))
        const first = addresses[0]
        if (refused !== null || first === undefined) done(refused, [] as LookupAddress[])
        else if (options.all === true) done(null, [...addresses])
        else done(null, first.address, first.family)
      }),
  }
}
