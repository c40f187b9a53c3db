import { randomBytes } from 'node:crypto'
import { join } from 'node:path'

import { build } from 'vite'
import { expect, test } from 'vitest'

import { leaksIn } from './canaries.ts'

const ROOT = join(import.meta.dirname, '../..')

test(
  'SEC-16: no secret of the environment is in the built page, nor in its source maps',
  { timeout: 60_000 },
  async () => {
    const names = [
      'HUAWEICLOUD_SDK_AK',
      'HUAWEICLOUD_SDK_SK',
      'HUAWEICLOUD_SDK_SECURITY_TOKEN',
      'HSS_IAM_PASSWORD',
      'OPENPORTS_TOKEN',
      'DATABASE_URL',
    ]
    const secrets = Object.fromEntries(names.map((name) => [name, randomBytes(20).toString('hex')]))
    const before = { ...process.env }
    Object.assign(process.env, secrets)
    const built = await build({
      root: ROOT,
      logLevel: 'error',
      build: { write: false, sourcemap: true, minify: false },
    }).finally(() => {
      for (const name of names)
        if (before[name] === undefined) delete process.env[name]
        else process.env[name] = before[name]
    })
    const outputs = [built].flat().flatMap((one) => ('output' in one ? one.output : []))
    const texts = outputs.map((one) =>
      one.type === 'chunk'
        ? `${one.code}${JSON.stringify(one.map)}`
        : Buffer.from(one.source).toString('latin1'),
    )
    expect(outputs.filter(({ fileName }) => fileName.endsWith('.map')).length).toBeGreaterThan(0)
    for (const text of texts) expect(leaksIn(text, secrets)).toEqual([])
  },
)
