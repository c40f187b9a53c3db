import type { DangerClass } from '#knowledge/dangerous-ports.ts'

/**
 * How much a status and a class count in a score, from 0 (not at all) to 100, in steps of a hundredth. `other` is a
 * status that we do not know; `none` is the class of a port that our table of dangerous ports does not hold.
 */
export type Weights = Readonly<Record<WeightName, number>>

export type WeightName = 'danger' | 'other' | 'unknown' | 'normal' | DangerClass | 'none'

/**
 * What holds until a reader says otherwise. A dangerous verdict counts eight times a normal one. A class counts by
 * what it gives away: 4 for control of a machine, of a cluster or of equipment, 3 for data, 2 for what helps an
 * attack along. In the order in which they are shown.
 */
export const DEFAULT_WEIGHTS: Weights = {
  danger: 8,
  other: 4,
  unknown: 2,
  normal: 1,
  remote: 4,
  orchestration: 4,
  compute: 4,
  management: 4,
  industrial: 4,
  database: 3,
  cache: 3,
  file: 3,
  messaging: 2,
  mail: 2,
  directory: 2,
  amplification: 2,
  none: 1,
}

export const MAX_WEIGHT = 100

export function statusWeight(weights: Weights, status: string): number {
  switch (status) {
    case 'danger':
    case 'unknown':
    case 'normal':
      return weights[status]
    default:
      return weights.other
  }
}

export const classWeight = (weights: Weights, dangerClass: DangerClass | undefined): number =>
  weights[dangerClass ?? 'none']

/** The weights as they are shown: of statuses, worst first, and of classes. A score multiplies one of each. */
export const WEIGHT_GROUPS = [
  { kind: 'status', names: ['danger', 'other', 'unknown', 'normal'] },
  {
    kind: 'class',
    names: [
      'remote',
      'orchestration',
      'compute',
      'management',
      'industrial',
      'database',
      'cache',
      'file',
      'messaging',
      'mail',
      'directory',
      'amplification',
      'none',
    ],
  },
] as const satisfies readonly { kind: string; names: readonly WeightName[] }[]

const NAMES = Object.keys(DEFAULT_WEIGHTS).filter(isWeightName)

function isWeightName(name: string): name is WeightName {
  return Object.hasOwn(DEFAULT_WEIGHTS, name)
}

/** The text of weights for an address, such as `danger:10,database:2.5`: those that differ from the default. */
export const printWeights = (weights: Weights): string =>
  NAMES.filter((name) => weights[name] !== DEFAULT_WEIGHTS[name])
    .map((name) => `${name}:${weights[name]}`)
    .join()

/** Reads what {@link printWeights} writes. Null when a name is not one, comes twice, or its number is out of range. */
export function parseWeights(text: string): Weights | null {
  const changed = new Map<WeightName, number>()
  for (const part of text === '' ? [] : text.split(',')) {
    const [, name = '', number = ''] = /^([a-z]+):(\d{1,3}(?:\.\d{1,2})?)$/.exec(part) ?? []
    if (!isWeightName(name) || changed.has(name) || Number(number) > MAX_WEIGHT) return null
    changed.set(name, Number(number))
  }
  return { ...DEFAULT_WEIGHTS, ...Object.fromEntries(changed) }
}
