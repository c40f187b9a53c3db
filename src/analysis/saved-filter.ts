import { readStatus, STATUSES, TYPES } from '#contract/port-row.ts'
import { ALL_ENTERPRISE_PROJECTS, CATEGORIES } from '#contract/scope.ts'
import type { Category } from '#contract/scope.ts'

import type { Filter } from './breakdown.ts'
import { parseQuery } from './query/parse.ts'
import type { Query } from './query/query.ts'

/**
 * What a saved view chooses, of the parameters that it is kept as: a scope of its project, and rows. The page reads them with
 * the rest of its address (view/parameters.ts); saved-view.test.ts holds both to the same.
 */
export function readSavedFilter(query: string): {
  category: Category
  enterpriseProject: string
  filter: Filter
} {
  const params = new URLSearchParams(query)
  const digits = params.get('port_string') ?? ''
  return {
    category: CATEGORIES.find((category) => category === params.get('category')) ?? 'host',
    enterpriseProject: params.get('enterprise_project_id') ?? ALL_ENTERPRISE_PROJECTS,
    filter: {
      query: [
        ...termsOf(params.get('port'), 'port:'),
        ...(/^\d{1,32}$/.test(digits)
          ? [{ negated: false, condition: { field: 'port', values: [{ digits }] } } as const]
          : []),
        ...termsOf(params.get('q')),
      ],
      types: wordsOf(params.get('type'), (word) => word, TYPES),
      statuses: wordsOf(params.get('status'), readStatus, STATUSES),
    },
  }
}

function termsOf(text: string | null, field = ''): Query {
  const parsed = parseQuery(text === null ? '' : field + text)
  return parsed.ok ? parsed.query : []
}

/** Words between commas, each once, as we spell those that we know. */
function wordsOf(
  text: string | null,
  read: (word: string) => string,
  known: readonly string[],
): readonly string[] {
  const words = (text ?? '').split(',').map((written) => {
    const word = read(written.trim())
    return known.find((own) => own.toLowerCase() === word.toLowerCase()) ?? word
  })
  return [...new Set(words)].filter((word) => word !== '')
}
