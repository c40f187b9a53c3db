import { expect, test } from 'vitest'

import { readImportCommand } from './import-cli.ts'

test('files go to hosts of the default enterprise project unless the options say otherwise', () => {
  expect(readImportCommand(['a.xml', 'b.xml'])).toEqual({
    files: ['a.xml', 'b.xml'],
    options: { category: 'host', enterpriseProject: '0' },
  })
  expect(
    readImportCommand(['--category', 'container', 'a', '--enterprise-project=shop', '--host-name', 'web1']),
  ).toEqual({
    files: ['a'],
    options: { category: 'container', enterpriseProject: 'shop', hostName: 'web1' },
  })
  expect(readImportCommand(['a', '--help'])).toBe('help')
  expect(readImportCommand(['--files-from', '-'])).toMatchObject({ files: [], filesFrom: '-' })
})

test.each([
  [[], 'no file is named. For help: npm run import -- --help'],
  [['--category', 'vm', 'x'], '--category takes host or container. For help: npm run import -- --help'],
  [['--colour', 'x'], "Unknown option '--colour'. For help: npm run import -- --help"],
  [['x', '--host-name'], "Option '--host-name <value>' argument missing. For help: npm run import -- --help"],
])('%j is refused in one line', (args, message) => {
  expect(() => readImportCommand(args)).toThrow(message)
})
