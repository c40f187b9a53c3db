import { HssError } from './errors.ts'

/** Answers of HSS are 4 deep. Deeper ones are refused before anything walks them. */
const DEPTH_MAX = 8

/**
 * Parses a body as JSON.
 *
 * @throws {HssError} `garbled`, when it is none, or nested deeper than any answer of HSS.
 */
export function parseJson(text: string): unknown {
  if (depthOf(text) > DEPTH_MAX) throw new HssError('garbled', 'JSON_TOO_DEEP')
  try {
    return JSON.parse(text)
  } catch {
    throw new HssError('garbled', 'NOT_JSON') // the parser's message quotes the text
  }
}

/** How deep brackets nest outside of strings. */
function depthOf(text: string): number {
  let depth = 0
  let deepest = 0
  let quoted = false
  for (let i = 0; i < text.length; i++) {
    const mark = text[i]
    if (quoted) {
      if (mark === '\\') i++
      else if (mark === '"') quoted = false
    } else if (mark === '"') quoted = true
    else if (mark === '[' || mark === '{') deepest = Math.max(deepest, ++depth)
    else if (mark === ']' || mark === '}') depth--
  }
  return deepest
}
