// The options that several commands take, and how values are read.
import { InvalidArgumentError, Option } from '@commander-js/extra-typings'

import { CATEGORIES } from '#contract/scope.ts'

/** A value that looks like an option was forgotten: `--port --local`. */
export function value(text: string): string {
  if (text.startsWith('--')) throw new InvalidArgumentError('A value is missing.')
  return text
}

export const values = (text: string, before: string[] = []): string[] => [...before, value(text)]

export const FILES_FROM = new Option(
  '--files-from <list>',
  'import the files listed in a file, one path per line; - is standard input',
).argParser(value)
export const CATEGORY = new Option('--category <name>', 'category of the scanned servers').choices(CATEGORIES)
export const ENTERPRISE_PROJECT = new Option(
  '--enterprise-project <id>',
  'enterprise project of the scanned servers (default: 0)',
).argParser(value)
export const HOST_NAME = new Option(
  '--host-name <name>',
  'name of the scanned server, if the scan does not contain it',
).argParser(value)

export const PARTIAL = new Option(
  '--partial',
  'import interrupted scans of nmap: the hosts that were finished, and close no ports',
)

export function instant(text: string): string {
  const date = new Date(text)
  if (Number.isNaN(date.getTime()))
    throw new InvalidArgumentError('Use an instant, such as 2026-11-17T08:00Z.')
  return date.toISOString()
}

export function days(text: string): number | 'never' {
  if (text === 'never') return text // not null, which commander takes for ''
  if (!/^[1-9][0-9]{0,3}d$/.test(text))
    throw new InvalidArgumentError('Use a number of days, such as 30d, or never.')
  return Number.parseInt(text, 10)
}

export function tokenName(text: string): string {
  if (!/^[\w.@-]{1,60}$/.test(text))
    throw new InvalidArgumentError('Use 1 to 60 letters, digits, dots, hyphens, @ or underscores.')
  return text
}
