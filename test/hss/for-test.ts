import { expect, onTestFinished } from 'vitest'

import { startStandIn } from './stand-in.ts'
import type { StandIn, StandInOptions } from './stand-in.ts'

/** A stand-in for the time of one test, which fails on a single call above the quota. */
export async function standInForTest(options: StandInOptions = {}): Promise<StandIn> {
  const standIn = await startStandIn(options)
  onTestFinished(async () => {
    await standIn.stop()
    expect(standIn.violations).toEqual([])
  })
  return standIn
}
