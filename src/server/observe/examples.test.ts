import { readFile } from 'node:fs/promises'

import { parser } from '@prometheus-io/lezer-promql'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'

import { z } from '#contract/zod.ts'
import { createAdmissionControl } from '#server/http/limits/admission.ts'
import { NO_HSS } from '#test/server/test-app.ts'

import { addGauges } from './gauges.ts'
import { createMetrics } from './metrics.ts'

const read = (name: string) => readFile(new URL(`../../../examples/${name}`, import.meta.url), 'utf8')

const Rules = z.object({
  groups: z.array(
    z.object({
      name: z.string(),
      rules: z.array(
        z.strictObject({
          alert: z.string(),
          expr: z.string(),
          for: z.optional(z.string().check(z.regex(/^\d+[mh]$/))),
          labels: z.strictObject({ severity: z.enum(['critical', 'warning', 'info']) }),
          annotations: z.strictObject({ summary: z.string() }),
        }),
      ),
    }),
  ),
})

const Dashboard = z.object({
  uid: z.literal('openports'),
  panels: z.array(
    z.object({
      id: z.int(),
      title: z.string(),
      gridPos: z.object({ x: z.int(), y: z.int(), w: z.int(), h: z.int() }),
      targets: z.optional(z.array(z.object({ refId: z.string(), expr: z.string() }))),
    }),
  ),
  templating: z.object({ list: z.array(z.object({ name: z.string(), query: z.unknown() })) }),
})

/** The metrics of ours, as Prometheus stores them, with the labels that they may have. */
async function known(): Promise<Map<string, Set<string>>> {
  const { registry } = createMetrics()
  const fail = () => Promise.reject(new Error('not asked for'))
  addGauges(registry, {
    store: { figures: fail, changes: fail },
    collector: NO_HSS,
    admission: createAdmissionControl(),
  })
  const added = ['job', 'instance', 'le'] // by Prometheus and by histograms
  return new Map(
    registry.getMetricsAsArray().flatMap((metric) => {
      const labels =
        'labelNames' in metric && Array.isArray(metric.labelNames) ? metric.labelNames.map(String) : []
      const names = ['', '_bucket', '_count', '_sum'].map((suffix) => `${metric.name}${suffix}`)
      return names.map((name) => [name, new Set([...labels, ...added])] as const)
    }),
  )
}

/** What a query names: metrics, and labels of its selectors. */
function namesOf(expr: string): { metrics: string[]; labels: string[]; faults: string[] } {
  const metrics: string[] = []
  const labels: string[] = []
  const faults: string[] = []
  parser.parse(expr).iterate({
    enter: ({ type, from, to }) => {
      if (type.isError) faults.push(`${expr.slice(0, from)}⟨here⟩${expr.slice(from)}`)
      if (type.name === 'VectorSelector') metrics.push(/^\w+/.exec(expr.slice(from, to))?.[0] ?? '')
      if (type.name === 'LabelName') labels.push(expr.slice(from, to))
    },
  })
  return { metrics, labels, faults }
}

/** What is wrong with a query: where it cannot be read, and what it names that the server has not. */
async function wrongIn(expr: string): Promise<string[]> {
  const all = await known()
  const { metrics, labels, faults } = namesOf(expr)
  const allowed = new Set(['job', 'instance', ...metrics.flatMap((name) => [...(all.get(name) ?? [])])])
  return [
    ...faults,
    ...(metrics.length === 0 ? ['no metric'] : []),
    ...metrics.filter((name) => name !== 'up' && !all.has(name)),
    ...labels.filter((label) => !allowed.has(label)),
  ]
}

describe('alert rules for Prometheus', async () => {
  const { groups } = Rules.parse(parse(await read('prometheus/openports-rules.yaml')))
  const rules = groups.flatMap(({ rules }) => rules)

  test('have a name each', () => {
    expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length)
  })

  test.each(rules)('$alert asks for metrics that the server has', async ({ expr }) => {
    expect(await wrongIn(expr)).toEqual([])
  })

  test('are found where the example of a configuration looks for them', async () => {
    expect(parse(await read('prometheus/scrape.yaml'))).toMatchObject({
      rule_files: ['openports-rules.yaml'],
      scrape_configs: [{ job_name: 'openports' }],
    })
  })
})

describe('the dashboard for Grafana', async () => {
  const { panels, templating } = Dashboard.parse(JSON.parse(await read('grafana/openports.json')))

  test('has panels of their own place', () => {
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length)
    const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, i) => `${x + (i % w)} ${y + Math.floor(i / w)}`),
    )
    expect(new Set(cells).size).toBe(cells.length)
    expect(panels.every(({ gridPos: { x, w } }) => x + w <= 24)).toBe(true)
  })

  const queries = panels.flatMap(({ title, targets = [] }) => targets.map(({ expr }) => ({ title, expr })))
  test.each(queries)('$title asks for metrics that the server has', async ({ expr }) => {
    // Grafana fills its variables in before Prometheus reads the query.
    expect(await wrongIn(expr.replaceAll('$__rate_interval', '5m'))).toEqual([])
  })

  test('has every variable that its queries name', () => {
    const named = new Set(
      queries.flatMap(({ expr }) => Array.from(expr.matchAll(/\$(?!__)(\w+)/g), ([, name]) => name)),
    )
    expect(new Set([...named, 'datasource'])).toEqual(new Set(templating.list.map(({ name }) => name)))
  })
})
