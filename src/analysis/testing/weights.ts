import fc from 'fast-check'

import { DEFAULT_WEIGHTS } from '#analysis/score-weights.ts'
import type { Weights } from '#analysis/score-weights.ts'

const weight = fc.nat(10_000).map((hundredths) => hundredths / 100)

export const weights: fc.Arbitrary<Weights> = fc
  .dictionary(fc.constantFrom(...Object.keys(DEFAULT_WEIGHTS)), weight, { noNullPrototype: true })
  .map((changed) => ({ ...DEFAULT_WEIGHTS, ...changed }))
