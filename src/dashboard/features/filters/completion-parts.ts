// The file of the build that SearchField.tsx speaks of.
export { completeQuery } from '#analysis/query/complete.ts'
export { Completions } from './Completions.tsx'
