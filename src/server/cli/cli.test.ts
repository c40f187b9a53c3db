import { expect, test } from 'vitest'

import { CommandLineError, readCommandLine } from './cli.ts'

const read = (line: string) => readCommandLine(line === '' ? [] : line.split(' '))

test('without options nothing is overridden or imported', () => {
  expect(read('')).toEqual({ overrides: {}, imports: null })
})

test('a check goes alone', () => {
  expect(read('--check')).toBe('check')
  expect(() => read('--check --port 1')).toThrow(CommandLineError)
})

test('port and host go before the environment', () => {
  expect(read('--port 8080 --host=::1')).toEqual({ overrides: { PORT: '8080', HOST: '::1' }, imports: null })
})

test.each(['--import a.xml b.xml', '--import a.xml --import b.xml', '--import=a.xml b.xml'])(
  '%s imports both files into the default scope',
  (line) => {
    expect(read(line)).toMatchObject({
      imports: {
        files: ['a.xml', 'b.xml'],
        local: false,
        options: { category: 'host', enterpriseProject: '0' },
      },
    })
  },
)

test('a list of files is imported, alone or with others', () => {
  expect(read('--files-from list')).toMatchObject({ imports: { files: [], filesFrom: 'list', local: false } })
  expect(read('--import a.xml --files-from -')).toMatchObject({
    imports: { files: ['a.xml'], filesFrom: '-' },
  })
})

test('where scans go can be said', () => {
  expect(
    read('--local --import ss.txt --category container --enterprise-project shop --host-name web-1'),
  ).toEqual({
    overrides: {},
    imports: {
      files: ['ss.txt'],
      local: true,
      options: { category: 'container', enterpriseProject: 'shop', hostName: 'web-1' },
    },
  })
})

test('help is help, whatever stands beside it', () => {
  expect(read('--port 1 --help')).toBe('help')
})

test.each([
  ['--prot 80', /Unknown option '--prot'/],
  ['-x', /Unknown option '-x'/],
  ['--port', /--port/],
  ['--import', /--import/],
  ['--import --local', /--import/],
  ['--local=yes', /--local/],
  ['scan.xml', /"scan\.xml" is not an option; to import a file, write --import before it/],
  ['--category host', /neither --import nor --local/],
  ['--local --category server', /--category takes host or container/],
])('%s is refused in one line that says how to get help', (line, message) => {
  expect(() => read(line)).toThrow(CommandLineError)
  expect(() => read(line)).toThrow(message)
  expect(() => read(line)).toThrow(/^[^\n]+\. For help: npm start -- --help$/)
})
