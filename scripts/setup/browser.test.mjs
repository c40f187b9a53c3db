import { expect, test } from 'vitest'

import { installedBrowser } from './browser.mjs'

const found = (env, ...programs) =>
  installedBrowser({
    env: { PATH: '/usr/local/bin:/usr/bin', ...env },
    isProgram: (file) => programs.includes(file),
  })

test('CHROMIUM_PATH goes before everything on PATH', () => {
  const asked = '/opt/chromium/chrome'
  expect(found({ CHROMIUM_PATH: asked }, asked, '/usr/bin/chromium')).toBe(asked)
})

test('a CHROMIUM_PATH that is no program is an error, not a reason to take another browser', () => {
  expect(() => found({ CHROMIUM_PATH: '/nowhere' }, '/usr/bin/chromium')).toThrow(
    /CHROMIUM_PATH is \/nowhere/,
  )
})

test('the headless shell goes before Chromium, and Chromium before Chrome', () => {
  const [shell, chromium, chrome] = [
    '/usr/bin/chromium-headless-shell',
    '/usr/local/bin/chromium',
    '/usr/local/bin/google-chrome',
  ]
  expect(found({}, chrome, chromium, shell)).toBe(shell)
  expect(found({}, chrome, chromium)).toBe(chromium)
  expect(found({}, chrome)).toBe(chrome)
  expect(found({})).toBeUndefined()
})

test('an empty CHROMIUM_PATH counts as unset', () => {
  expect(found({ CHROMIUM_PATH: '' }, '/usr/bin/chromium')).toBe('/usr/bin/chromium')
})
