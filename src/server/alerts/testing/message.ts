import type { Change } from '#contract/changes.ts'
import { makeEvent } from '#server/alerts/event.ts'
import type { ClaimedMessage, KeptRule } from '#server/store/alert-types.ts'

/** A key as Standard Webhooks has them. */
export const SECRET = `whsec_${Buffer.from('a-key-of-the-tests-of-32-bytes!!').toString('base64')}`

const testRule = (url: string, changes: Partial<KeptRule> = {}): KeptRule => ({
  id: 7,
  project: 'p',
  name: 'new dangers',
  view: 'dangerous',
  viewQuery: 'status=danger',
  causes: ['opened'],
  format: 'json',
  language: 'en',
  url,
  secret: SECRET,
  isEnabled: true,
  evaluated: 12,
  ...changes,
})

/** A port that was opened. */
export const opened = (port: number, changes: Partial<Change> = {}): Change => ({
  port,
  type: 'TCP',
  before: null,
  after: { servers: 3, status: 'danger' },
  presence: 'opened',
  status: null,
  servers: { opened: 3 },
  closedAt: null,
  ...changes,
})

/** A message of a rule, at its first attempt. */
export function messageTo(
  url: string,
  rule: Partial<KeptRule> = {},
  changes: readonly Change[] = [opened(2375)],
): ClaimedMessage {
  const at = new Date('2026-11-30T22:00:00.000Z')
  const own = testRule(url, rule)
  const compared = {
    from: { at: '2026-11-30T20:00:00.000Z', isOldest: false },
    to: { at: '2026-11-30T21:59:00.000Z' },
    complete: 1,
    changes: [...changes],
  }
  const made = makeEvent({
    rule: own,
    from: 12,
    to: 13,
    changes: compared,
    pageUrl: 'https://ports.example.com',
    at,
  })
  return { ...made, id: 1, created: at.toISOString(), attempts: 1, rule: own }
}
