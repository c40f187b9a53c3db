import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

import { expect, test } from 'vitest'

import { root, run, SetupError } from './process.mjs'

test('the exit code of a command is passed on, and a signal reads as in a shell', async () => {
  await expect(run('sh', ['-c', 'exit 3'])).resolves.toBe(3)
  await expect(run('sh', ['-c', 'kill -TERM $$'])).resolves.toBe(143)
})

test('a command that is not there is one line', async () => {
  await expect(run('no-such-program', [])).rejects.toThrow(SetupError)
})

test('a signal goes on to the command, which stops in its own way', async () => {
  const stops = `process.on('SIGTERM', () => { console.log('stopping'); process.exit(7) })
    setInterval(() => {}, 1000)
    console.log('ready')`
  const runs = `import { run } from ${JSON.stringify(join(root, 'scripts/process.mjs'))}
    process.exitCode = await run(process.execPath, ['--eval', ${JSON.stringify(stops)}])`
  const outer = spawn(process.execPath, ['--input-type=module', '--eval', runs], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const said = createInterface(outer.stdout)[Symbol.asyncIterator]()
  const ended = once(outer, 'exit')

  await expect(said.next()).resolves.toMatchObject({ value: 'ready' })
  outer.kill('SIGTERM')
  await expect(said.next()).resolves.toMatchObject({ value: 'stopping' })
  expect(await ended).toEqual([7, null])
})
