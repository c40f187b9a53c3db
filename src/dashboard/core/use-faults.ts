import { useQueryStates } from 'nuqs'
import { useMemo, useSyncExternalStore } from 'react'

import type { Filter } from '#analysis/breakdown.ts'
import { drop } from '#analysis/choice.ts'
import { fieldName } from '#analysis/query/query.ts'
import { noSuchValuesOf } from '#analysis/query/values.ts'
import type { NoSuchValue } from '#analysis/query/values.ts'
import type { Messages } from '#i18n/en.ts'
import { useI18n } from '#i18n/i18n.ts'
import { queryParameters, VIEW_PARAMETERS } from '#view/parameters.ts'
import { unreadableIn } from '#view/unreadable.ts'
import type { Unreadable } from '#view/unreadable.ts'
import type { ViewChange } from '#view/view.ts'

import type { Ports } from './ports-context.tsx'

/** What is wrong with an address, in words, and the change of the view that is rid of it. */
export type Faults = { texts: readonly string[]; removal: ViewChange }

/**
 * What an address asks for and cannot have: parts that cannot be read and have no effect, and values that no port has.
 * Neither may pass for an answer, all ports or none of them.
 */
export function useFaults({ isRead, set, nameOf, filter }: Ports): Faults {
  const { t } = useI18n()
  const search = useSearch()
  return useMemo(() => {
    const unreadable = unreadableIn(search)
    const wrong = isRead ? noSuchValuesOf(filter, { set, nameOf }) : []
    const rest = wrong.reduce(without, filter)
    return {
      texts: [
        ...unreadable.map((part) => unreadableText(t, part)),
        ...wrong.map((value) => noSuchValueText(t, value)),
      ],
      removal: {
        ...Object.fromEntries(unreadable.map(({ name }) => [name, null])),
        ...(wrong.length > 0 && {
          ...queryParameters(rest.query),
          type: [...rest.types],
          status: [...rest.statuses],
          page: null,
        }),
      },
    }
  }, [t, search, isRead, set, nameOf, filter])
}

/** A value that no port has, in words: the parts of a query are the same in every language. */
export function noSuchValueText({ filters }: Messages, { field, value, known }: NoSuchValue): string {
  if (field === 'port') return filters.noSuchPort(value.slice(0, -1))
  if (field === 'service') return filters.noSuchService(value, known.join(', '))
  return filters.noSuchValue(`${fieldName(field)}:${value}`, known)
}

const unreadableText = ({ filters }: Messages, part: Unreadable): string =>
  part.error
    ? `${filters.unreadable(`${part.name}=${part.text}`)} ${filters.errors[part.error.reason](part.error.part)}`
    : `${filters.unreadable(`${part.name}=${part.text}`)} ${filters.expected(part.expected.map(String))}`

/** A filter that no longer asks for a value. */
function without(filter: Filter, { field, value }: NoSuchValue): Filter {
  if (field === 'port') return drop(filter, { field, values: [{ digits: value.slice(0, -1) }] })
  const query = filter.query.filter(
    ({ condition }) =>
      !(field === 'protocol' && condition.field === 'socket' && condition.protocol === value.toLowerCase()),
  )
  return drop({ ...filter, query }, { field, values: [value] })
}

/** The address's own parameters, as they are written there. */
function useSearch(): string {
  useQueryStates(VIEW_PARAMETERS) // draws again when the address has been told of a step
  return useSyncExternalStore(onSteps, () => location.search)
}

function onSteps(listener: () => void): () => void {
  addEventListener('popstate', listener)
  return () => removeEventListener('popstate', listener)
}
