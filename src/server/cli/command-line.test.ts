import { expect, test } from 'vitest'

import { CommandLineError } from './command-line-error.ts'
import { runCommandLine } from './command-line.ts'
import type { Actions } from './command-line.ts'

/** What a command line does: the command and what it is given, or the help that it prints. */
async function read(...args: string[]): Promise<unknown> {
  const done: unknown[] = []
  const noting =
    (name: string) =>
    (...given: unknown[]) =>
      Promise.resolve(void done.push(name, ...given))
  const names = ['serve', 'import', 'report', 'token', 'servers', 'check', 'health'] as const
  const [serve, scans, report, token, servers, check, health] = names.map(noting)
  const actions: Actions = {
    serve: serve!,
    import: scans!,
    report: report!,
    token: token!,
    servers: servers!,
    check: check!,
    health: health!,
  }
  let help = ''
  await runCommandLine(args, actions, (text) => (help += text))
  return help === '' ? done : help
}
const readLine = (line: string) => read(...line.split(' ').filter(Boolean))

test('without a command it serves, and without options nothing is overridden or imported', async () => {
  for (const line of ['', 'serve'])
    expect(await readLine(line)).toEqual(['serve', { overrides: {}, imports: null }])
})

test('check and health are commands of their own, and serve has check as an option', async () => {
  expect(await readLine('check')).toEqual(['check'])
  expect(await readLine('--check')).toEqual(['check'])
  expect(await readLine('health')).toEqual(['health'])
  await expect(readLine('--check --port 1')).rejects.toThrow(/'--check' cannot be used with .*--port/)
})

test('a server is removed from the inventory, unless another project is named', async () => {
  expect(await readLine('servers remove web-1')).toEqual([
    'servers',
    { server: 'web-1', project: null, category: 'host', enterpriseProject: 'all_granted_eps' },
  ])
  expect(await readLine('servers remove c1 --project p --category container --enterprise-project e')).toEqual(
    ['servers', { server: 'c1', project: 'p', category: 'container', enterpriseProject: 'e' }],
  )
  await expect(readLine('servers remove')).rejects.toThrow(/server/)
})

test('port and host go before the environment', async () => {
  expect(await readLine('serve --port 8080 --host=::1')).toEqual([
    'serve',
    { overrides: { PORT: '8080', HOST: '::1' }, imports: null },
  ])
})

test.each([
  'serve --import a.xml b.xml',
  '--import a.xml --import b.xml',
  '--import=a.xml b.xml',
  '--import a.xml --port 1 b.xml',
])('%s imports both files into the default scope', async (line) => {
  expect(await readLine(line)).toMatchObject([
    'serve',
    {
      imports: {
        files: ['a.xml', 'b.xml'],
        local: false,
        options: { category: 'host', enterpriseProject: '0' },
      },
    },
  ])
})

test('a list of files is imported, alone or with others', async () => {
  expect(await readLine('--files-from list')).toMatchObject([
    'serve',
    { imports: { files: [], filesFrom: 'list', local: false } },
  ])
  expect(await readLine('--import a.xml --files-from -')).toMatchObject([
    'serve',
    { imports: { files: ['a.xml'], filesFrom: '-' } },
  ])
  expect(await readLine('import --files-from -')).toMatchObject(['import', { files: [], filesFrom: '-' }])
})

test('where scans go can be said', async () => {
  const where = '--category container --enterprise-project shop --host-name web-1 --partial'
  const options = { category: 'container', enterpriseProject: 'shop', hostName: 'web-1', isPartial: true }
  expect(await readLine(`--local --import ss.txt ${where}`)).toEqual([
    'serve',
    { overrides: {}, imports: { files: ['ss.txt'], local: true, options } },
  ])
  expect(await readLine(`import ${where} a b`)).toEqual(['import', { files: ['a', 'b'], options }])
  expect(await readLine('import a.xml')).toEqual([
    'import',
    { files: ['a.xml'], options: { category: 'host', enterpriseProject: '0' } },
  ])
})

test('a report has defaults, and instants in any spelling', async () => {
  expect(await readLine('report --out r.html')).toEqual([
    'report',
    {
      out: 'r.html',
      project: null,
      category: 'host',
      enterpriseProject: 'all_granted_eps',
      query: '',
      since: null,
      language: 'en',
    },
  ])
  expect(await readLine('report --out r.html --since 2026-11-17 --language zh-CN')).toMatchObject([
    'report',
    { since: '2026-11-17T00:00:00.000Z', language: 'zh-CN' },
  ])
})

test('help is help, whatever stands beside it, and names every option', async () => {
  expect(await readLine('--help')).toMatch(/Usage: openports .*serve.*import.*report.*token.*check.*health/s)
  expect(await readLine('serve --port 1 --help')).toMatch(
    /Usage: openports serve \[options\].*--port.*--host.*--import <files\.\.\.>.*--files-from.*--local.*--category.*--check/s,
  )
  expect(await readLine('import a --help')).toMatch(/openports import .*--host-name/s)
  expect(await readLine('report --help')).toMatch(/openports report .*--since/s)
  expect(await readLine('token add --help')).toMatch(/openports token add .*--expires.*"?90d"?/s)
})

test.each([
  ['--prot 80', /^unknown option '--prot' \(Did you mean --port\?\)/, 'npm start'],
  ['-x', /^unknown option '-x'/, 'npm start'],
  ['--port', /^option '--port <number>' argument missing/, 'npm start'],
  ['--import', /--import/, 'npm start'],
  ['--import --local', /--import/, 'npm start'],
  ['--local=yes', /--local/, 'npm start'],
  ['scan.xml', /^unknown argument "scan\.xml"; to import a file, use --import FILE/, 'npm start'],
  ['--category host', /^option '--category <name>' needs --import, --files-from or --local/, 'npm start'],
  ['--local --category server', /Allowed choices are host, container/, 'npm start'],
  ['check all', /^too many arguments for 'check'/, 'npm start'],
  ['import', /^no file given/, 'npm run import'],
  ['import --category vm x', /Allowed choices are host, container/, 'npm run import'],
  ['import --colour x', /^unknown option '--colour'/, 'npm run import'],
  ['import x --host-name', /^option '--host-name <name>' argument missing/, 'npm run import'],
  ['report', /^required option '--out <file>' not specified/, 'npm run report'],
  ['report --out x y', /^too many arguments for 'report'/, 'npm run report'],
  ['report --out x --category vm', /Allowed choices are host, container/, 'npm run report'],
  ['report --out x --language fr', /Allowed choices are en, zh-CN/, 'npm run report'],
  ['report --out x --since yesterday', /Use an instant, such as/, 'npm run report'],
  ['token', /^missing command: add, list, revoke/, 'npm run token'],
  ['servers remove', /^missing required argument 'server'/, 'npm run servers'],
  ['token make a', /^unknown command 'make'/, 'npm run token'],
  ['token add', /^missing required argument 'name'/, 'npm run token'],
  ['token add a b', /^too many arguments for 'add'/, 'npm run token'],
  ['token add a+b', /Use 1 to 60 letters/, 'npm run token'],
  ['token add a --role admin', /Allowed choices are viewer, operator/, 'npm run token'],
  ['token add a --expires 0d', /Use a number of days/, 'npm run token'],
  ['token add a --expires 2026-12-01', /Use a number of days/, 'npm run token'],
])('%s is refused in one line that says how to get help', async (line, problem, script) => {
  const reading = readLine(line)
  await expect(reading).rejects.toThrow(CommandLineError)
  await expect(reading).rejects.toThrow(problem)
  await expect(reading).rejects.toThrow(new RegExp(`^[^\\n]+[^.]\\. For help: ${script} -- --help$`))
})
