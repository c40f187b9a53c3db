import type { WeightName } from '#analysis/score-weights.ts'
import type { DangerClass } from '#knowledge/dangerous-ports.ts'

import { count, plural } from './numbers.ts'

/** The score, its breakdown and its weights. */
export const score = {
  label: 'Score',
  aid: 'Prioritization score, not a risk rating.',
  explain: 'How the score is calculated',
  help: [
    'A port’s contribution is the weight of its risk × the weight of its class × log2(1 + servers), rounded to tenths. The score is the sum of all contributions.',
    'The class tells what an attacker gets from the usual service of a port. Twice as many servers add one to the last factor: a single forgotten database is enough for an incident.',
    'The score knows neither the actual service nor who can reach it. The weights are a matter of judgment: you can change them, and the link keeps yours.',
  ],
  show: 'Score breakdown',
  hide: 'Hide breakdown',
  breakdown: 'Score breakdown',
  included: 'Included',
  include: (port: number, type: string) => `Include ${port} ${type}`,
  factors: 'Risk × class × servers',
  contribution: 'Contribution',
  others: (rows: number) => plural(rows, '1 other port', `${count(rows)} other ports`),
  total: 'Score',
  more: 'Show more',
  whatIf: 'What-if: exclude ports',
  without: (rows: number) => plural(rows, 'without 1 port', `without ${count(rows)} ports`),
  reset: 'Reset exclusions',
  weights: 'Weights',
  changedWeights: 'Weights (changed)',
  statusWeights: 'Risk',
  classWeights: 'Class',
  /** Of statuses; classes have the same names as everywhere. */
  weight: { danger: 'Danger', other: 'Other status', unknown: 'Unknown', normal: 'Normal' } satisfies Record<
    Exclude<WeightName, DangerClass | 'none'>,
    string
  >,
  changeWeights: 'Change weights',
  weightsHint: (max: number) =>
    `0 to ${max}, up to two decimals. Weight 0 leaves such ports out of the score.`,
  applyWeights: 'Apply',
  defaultWeights: 'Reset to defaults',
}
