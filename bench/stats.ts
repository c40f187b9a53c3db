/** What many runs of one job took. Percentiles are runs that happened (nearest rank), never means of two. */
export type Stats = { n: number; p50: number; p95: number; p99: number }

export function summarize(samples: readonly number[]): Stats {
  const sorted = samples.toSorted((a, b) => a - b)
  const at = (share: number): number => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN
  return { n: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99) }
}

/** Runs a job some times, one after the other, and gives how long each took, in milliseconds. */
export async function timed(times: number, job: () => unknown): Promise<number[]> {
  const samples: number[] = []
  for (let run = 0; run < times; run++) {
    const start = performance.now()
    await job()
    samples.push(performance.now() - start)
  }
  return samples
}
