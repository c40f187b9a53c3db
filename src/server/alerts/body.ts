import type { AlertFormat, AlertLanguage } from '#contract/alert-rules.ts'
import { statusLabel } from '#terms/status-label.ts'

import type { AlertEvent, ToldChange } from './event.ts'
import { feishuFields } from './sign.ts'
import { TEXTS } from './texts.ts'

/** Changes that a chat message lists: what is read at a glance. */
const LISTED = 10

/** The longest text that every chat takes, in bytes of UTF-8: WeCom's limit. */
const MAX_TEXT = 2048

/** The body of a message. `secret` is '' where the channel has none. */
export function bodyOf(
  event: AlertEvent,
  { format, language, secret }: { format: AlertFormat; language: AlertLanguage; secret: string },
  at: Date,
): string {
  if (format === 'json') return JSON.stringify(event)
  const text = textOf(event, language)
  switch (format) {
    case 'slack':
      return JSON.stringify({
        text: text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
      })
    case 'feishu':
      return JSON.stringify({
        ...(secret !== '' && feishuFields(secret, at)),
        msg_type: 'text',
        content: { text },
      })
    case 'dingtalk':
    case 'wecom':
      return JSON.stringify({ msgtype: 'text', text: { content: text } })
  }
}

/** As plain text, which no word of a source can turn into a link or a mention. Changes are left out until it fits. */
function textOf({ type, data }: AlertEvent, language: AlertLanguage): string {
  const texts = TEXTS[language]
  const { rule, view, counts, changes, to, complete } = data
  if (type === 'openports.test') return [texts.test(view.name, rule.name), view.link].join('\n')
  const text = (listed: number, link: string): string =>
    [
      texts.changed(counts.total, view.name, rule.name),
      ...changes.slice(0, listed).map((change) => lineOf(change, language)),
      ...(counts.total > listed ? [texts.more(counts.total - listed)] : []),
      ...(to.at === null ? [] : [texts.read(to.at, complete)]),
      link,
    ].join('\n')
  for (let listed = Math.min(LISTED, changes.length); listed >= 0; listed--) {
    const written = text(listed, view.link)
    if (Buffer.byteLength(written) <= MAX_TEXT) return written
  }
  return text(0, new URL('/', view.link).href) // a view whose address alone is longer
}

function lineOf(
  { cause, port, type, risk, risk_before: before, tier, servers, servers_before }: ToldChange,
  language: AlertLanguage,
): string {
  const { terms, servers: writeServers } = TEXTS[language]
  const word = (status: string): string => statusLabel(terms, status).slice(0, 32)
  const now = risk ?? before ?? ''
  const moved =
    risk !== null && before !== null && risk !== before ? `${word(before)} → ${word(risk)}` : word(now)
  const parts = [moved, ...(tier === '' ? [] : [terms.tiers[tier]]), writeServers(servers_before, servers)]
  return `• ${port}/${type.slice(0, 32)} ${cause.map((one) => terms.changeKinds[one]).join(', ')}: ${parts.join(' · ')}`
}
