/**
 * The media type of all rows of a scope query as columns of bytes: what the page asks for, since it is a sixth of the same rows in
 * JSON. Its suffix counts up when the bytes mean something else. {@link encodeColumns} of analysis makes it, and docs/api.md
 * describes it.
 */
export const COLUMNS_TYPE = 'application/vnd.openports.columns.v1'

/** Whether an `Accept` header asks for columns: by their name alone, so that who takes anything gets JSON. */
export const asksForColumns = (accept: string | null | undefined): boolean =>
  (accept ?? '').split(',').some((range) => {
    const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase())
    return type === COLUMNS_TYPE && !parameters.some((parameter) => /^q=0(?:\.0*)?$/.test(parameter))
  })
