import { get as getPlain } from 'node:http'
import { get as getByTls } from 'node:https'

import { readConfig } from './config.ts'

const TIMEOUT = 4_000 // milliseconds

/**
 * Whether the server that this environment describes is ready: for containers, whose images have no curl. It asks from the
 * same machine, where a certificate proves nothing, so none is checked.
 */
export function isReady(): Promise<boolean> {
  const { host, port, access } = readConfig(process.env)
  const own = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host
  const get = access.tls === null ? getPlain : getByTls
  return new Promise((resolve) => {
    const options = {
      host: own,
      port,
      path: '/readyz',
      agent: false,
      rejectUnauthorized: false,
      timeout: TIMEOUT,
    }
    const asking = get(options, (response) => {
      response.resume()
      resolve(response.statusCode === 200)
    })
    asking.on('timeout', () => asking.destroy())
    asking.on('error', () => resolve(false))
  })
}
