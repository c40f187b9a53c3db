import { get as getPlain } from 'node:http'
import { get as getByTls } from 'node:https'

import { readConfig } from './config.ts'

/**
 * Exits with 0 while the server that this environment describes is ready, else with 1: for containers, whose images have
 * no curl. It looks from the same machine, where a certificate proves nothing, so none is asked for.
 */
const { host, port, access } = readConfig(process.env)
const own = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host
const get = access.tls === null ? getPlain : getByTls
get({ host: own, port, path: '/readyz', rejectUnauthorized: false, timeout: 4_000 }, (answer) => {
  process.exit(answer.statusCode === 200 ? 0 : 1)
})
  .on('timeout', () => process.exit(1))
  .on('error', () => process.exit(1))
