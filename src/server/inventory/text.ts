import { ImportError, quote } from './import-error.ts'
import type { InventoryFile } from './parser.ts'
import { withHead } from './streams.ts'

const MAX_LINE = 65_536 // characters; the longest lines known, a process with a thousand sockets, have half of it
const MAX_VALUE = 4_096 // characters; the longest path that Linux allows

/** How the first bytes of a file say that it is encoded: Windows PowerShell writes UTF-16, with a byte order mark. */
export function encodingOf([first, second]: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
}

/**
 * The text of a file, piece by piece, without a byte order mark. Bytes of another encoding are an error, or where they are
 * allowed (`fatal` false) replacement characters.
 */
export async function* readText(
  { label, bytes }: InventoryFile,
  { fatal = true } = {},
): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined
  let line = 1
  const decode = (chunk?: Uint8Array): string => {
    try {
      return decoder?.decode(chunk, { stream: chunk !== undefined }) ?? ''
    } catch {
      const encoding = decoder?.encoding
      const [before = ''] = new TextDecoder(encoding).decode(chunk).split('\uFFFD', 1)
      const place = line + newlines(before)
      throw new ImportError(label, place, `expected ${encoding?.toUpperCase()} text, found other bytes`)
    }
  }
  for await (const chunk of withHead(bytes(), 2)) {
    decoder ??= new TextDecoder(encodingOf(chunk), { fatal })
    const text = decode(chunk)
    line += newlines(text)
    yield text
  }
  decode() // bytes left over belong to a character that was cut off
}

/** The lines of a file without their ends (LF or CRLF), numbered from 1. A last line without its end counts. */
export async function* readLines(
  file: InventoryFile,
  options?: { fatal: boolean },
): AsyncGenerator<{ text: string; number: number }> {
  let number = 1
  let rest = ''
  for await (const piece of readText(file, options)) {
    const lines = (rest + piece).split('\n')
    rest = lines.pop() ?? ''
    for (const line of [...lines, rest])
      if (line.length > MAX_LINE)
        throw new ImportError(file.label, number, `expected lines of at most ${MAX_LINE} characters`)
    for (const line of lines) yield { text: line.endsWith('\r') ? line.slice(0, -1) : line, number: number++ }
  }
  if (rest !== '') yield { text: rest, number }
}

/** A value from a file, fit to keep and to show: no control characters, no half characters, no space around it. */
export function clean(value: string, file: InventoryFile, line: number): string {
  if (value.length > MAX_VALUE)
    throw new ImportError(
      file.label,
      line,
      `expected values of at most ${MAX_VALUE} characters, found ${quote(value)}`,
    )
  return value
    .toWellFormed()
    .replaceAll(/\p{Cc}/gu, '')
    .trim()
}

const newlines = (text: string): number => text.split('\n').length - 1
