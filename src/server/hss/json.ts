/** Answers of HSS are 4 deep. Deeper ones are refused before anything walks them. */
const DEPTH_MAX = 8

/** What a body is as JSON, or why it is none that we take. */
export function parseJson(text: string): { value: unknown } | { fault: 'NOT_JSON' | 'JSON_TOO_DEEP' } {
  if (depthOf(text) > DEPTH_MAX) return { fault: 'JSON_TOO_DEEP' }
  try {
    return { value: JSON.parse(text) }
  } catch {
    return { fault: 'NOT_JSON' } // the parser's message quotes the text
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
