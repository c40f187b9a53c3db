import { expect, test } from 'vitest'

import { SetupError } from './process.mjs'
import { checkNode } from './setup.mjs'

test.each(['20.19.0', '20.20.2', '22.0.0', '24.21.0'])('Node %s is new enough', (version) => {
  expect(() => checkNode(version, '>=20.19')).not.toThrow()
})

test.each(['18.20.8', '20.9.0', '20.18.3'])('Node %s is too old, in one line', (version) => {
  expect(() => checkNode(version, '>=20.19')).toThrow(
    new SetupError(`Openports requires Node 20.19 or newer, and this is ${version}. See https://nodejs.org`),
  )
})
