import type { WeightName } from '#analysis/score-weights.ts'
import type { DangerClass } from '#knowledge/dangerous-ports.ts'

import { count, plural } from './numbers.ts'

/** The score, its shares and its weights. */
export const score = {
  label: 'Score',
  aid: 'An aid to look at the worst first, not a measure of risk.',
  explain: 'How the score is made',
  help: [
    'A port’s share is its risk’s weight × its class’s weight × log2(1 + servers), rounded to tenths. The score is the sum of the shares.',
    'The class is what the port gives away when it is what people expect there. Twice the servers add one to the last factor: one forgotten database is an incident already.',
    'The score knows neither what listens on a port nor who can reach it. The weights are an opinion; change them, and the address holds yours.',
  ],
  show: 'Show shares',
  hide: 'Hide shares',
  shares: 'Shares of the score',
  counted: 'Counts',
  count: (port: number, type: string) => `Count ${port} ${type}`,
  made: 'Risk × class × servers',
  share: 'Share',
  others: (rows: number) => plural(rows, 'One other port', `${count(rows)} other ports`),
  total: 'Score',
  more: 'Show more',
  whatIf: 'Untick ports to see the score without them.',
  without: (rows: number) => plural(rows, 'without one port', `without ${count(rows)} ports`),
  countAll: 'Count all again',
  weights: 'Weights',
  weightsOwn: 'Weights, changed',
  statusWeights: 'Risk',
  classWeights: 'Class',
  weight: { danger: 'Danger', other: 'Another word', unknown: 'Unknown', normal: 'Normal' } satisfies Record<
    Exclude<WeightName, DangerClass | 'none'>,
    string
  >,
  changeWeights: 'Change weights',
  weightsHint: (max: number) => `From 0, which leaves such ports out of the score, to ${max}, in hundredths.`,
  useWeights: 'Use these',
  defaultWeights: 'Back to the default',
}
