import type { Change, Cause } from './changes.ts'
import { InvalidParameter } from './errors.ts'
import { digits, readQuery, word } from './query-string.ts'
import { ViewName } from './views.ts'
import { z } from './zod.ts'

/**
 * Openports' own route: the alert rules of a project, for its operators. `GET` lists them with their deliveries; `POST` adds
 * one, `PUT` replaces one, `DELETE` deletes one, all with `ACTION_HEADER` and their parameters in the address. What is secret
 * comes in headers: addresses end up in logs.
 */
export const ALERT_RULES_PATH = '/api/alert-rules'

/** Sends a test message by a rule's channel: POST, as above. */
export const ALERT_TEST_PATH = '/api/alert-rules/test'

/** The webhook of a rule. Without it a rule keeps the one that it has. */
export const WEBHOOK_URL_HEADER = 'Openports-Webhook-Url'
/** What the messages of a rule are signed with. Without it a rule keeps the one that it has, with its webhook. */
export const WEBHOOK_SECRET_HEADER = 'Openports-Webhook-Secret'

/** Rules of a project; characters of a webhook and of a secret; deliveries that are listed. */
export const ALERT_LIMITS = { rules: 50, url: 1000, secret: 200, deliveries: 50 } as const

/**
 * What a rule can be about, each a cause of a change, or `servers`: servers opened or closed a port that stays open. What was
 * read for the first time, or is no longer read, is no news of the fleet: no rule is about it.
 */
export const ALERT_CAUSES = [
  'opened',
  'reopened',
  'relabelled',
  'servers',
  'closed',
] as const satisfies readonly (Cause | 'servers')[]
export type AlertCause = (typeof ALERT_CAUSES)[number]

/** How the body of a message is written: our own JSON, or the text message of a chat. */
export const ALERT_FORMATS = ['json', 'slack', 'dingtalk', 'feishu', 'wecom'] as const
export type AlertFormat = (typeof ALERT_FORMATS)[number]

/** Those that have a secret to sign with. Of the others the address is the secret. */
export const signsMessages = (format: AlertFormat): format is 'json' | 'dingtalk' | 'feishu' =>
  format === 'json' || format === 'dingtalk' || format === 'feishu'

/** The languages of text messages. */
export const ALERT_LANGUAGES = ['en', 'zh-CN'] as const
export type AlertLanguage = (typeof ALERT_LANGUAGES)[number]

/** The alert causes of a change: of a row whose risk and servers changed, two. */
export function alertCausesOf({ presence, status, servers }: Change): AlertCause[] {
  const causes = ALERT_CAUSES.filter((cause) => cause === presence || cause === status)
  const isMoved = presence === null && ((servers.opened ?? 0) !== 0 || (servers.closed ?? 0) !== 0)
  return isMoved ? [...causes, 'servers'] : causes
}

/** Why a message did not arrive. `status`: the answer was not 2xx; `rejected`: it was, and its body says no. */
const DELIVERY_FAILURES = [
  'status',
  'redirect',
  'rejected',
  'timeout',
  'unreachable',
  'hostNotAllowed',
  'addressNotAllowed',
] as const
export type DeliveryFailure = (typeof DELIVERY_FAILURES)[number]

const Rule = z.object({
  id: z.int(),
  name: z.string(),
  view: z.string(),
  /** Whether the project still has the view: without it, the rule is silent. */
  hasView: z.boolean(),
  causes: z.array(z.enum(ALERT_CAUSES)),
  format: z.enum(ALERT_FORMATS),
  language: z.enum(ALERT_LANGUAGES),
  /** The origin of the webhook. The rest of its address may be a secret, and is not answered. */
  target: z.string(),
  hasSecret: z.boolean(),
  isEnabled: z.boolean(),
})
/** A rule as it is answered: never with its webhook's whole address, nor with its secret. */
export type AlertRule = z.infer<typeof Rule>

/** A message, and what became of it so far. Instants are ISO 8601, UTC. */
const Delivery = z.object({
  /** The `webhook-id`, the same at each attempt. */
  id: z.string(),
  rule: z.int(),
  isTest: z.boolean(),
  created: z.string(),
  attempts: z.int(),
  state: z.enum(['pending', 'delivered', 'failed']),
  /** Of the last attempt: HTTP's status, why it failed, and what the system or the chat calls that. */
  status: z.nullable(z.int()),
  failure: z.nullable(z.enum(DELIVERY_FAILURES)),
  detail: z.string(),
  nextAttempt: z.nullable(z.string()),
})
export type AlertDelivery = z.infer<typeof Delivery>

/** `hosts` is what the server's administrator allows as targets: empty, nothing is sent. Rules by name, deliveries newest first. */
export const AlertRulesAnswer = z.object({
  hosts: z.array(z.string()),
  rules: z.array(Rule),
  deliveries: z.array(Delivery),
})
export type AlertRulesAnswer = z.infer<typeof AlertRulesAnswer>

const project = word(256, 'the id of a project')
const id = digits('the number of a rule')
const causesWanted = `one or more of ${ALERT_CAUSES.join(',')}`
const Causes = z.pipe(
  z
    .string({ error: causesWanted })
    .check(
      z.refine(
        (text) => text.split(',').every((cause) => ALERT_CAUSES.some((known) => known === cause)),
        causesWanted,
      ),
    ),
  z.transform((text) => ALERT_CAUSES.filter((cause) => text.split(',').includes(cause))),
)

const RULE_SHAPE = {
  project,
  name: ViewName,
  view: ViewName,
  causes: Causes,
  format: z.enum(ALERT_FORMATS, { error: `one of ${ALERT_FORMATS.join(', ')}` }),
  language: z._default(z.enum(ALERT_LANGUAGES, { error: `one of ${ALERT_LANGUAGES.join(', ')}` }), 'en'),
  enabled: z._default(z.enum(['yes', 'no'], { error: 'yes or no' }), 'yes'),
}
export const AddAlertRuleParameters = z.object(RULE_SHAPE)
export const ChangeAlertRuleParameters = z.object({ ...RULE_SHAPE, id })
export const ListAlertRulesParameters = z.object({ project })
export const OneAlertRuleParameters = z.object({ project, id })

/** What an operator says of a rule, but for its channel's secrets. */
export type AlertRuleToSave = Pick<
  AlertRule,
  'name' | 'view' | 'causes' | 'format' | 'language' | 'isEnabled'
>

/** A rule to save, in place of the one with `id`, if given. `url` and `secret` null: as they were. */
export type AlertRuleChange = {
  project: string
  id?: number
  rule: AlertRuleToSave
  url: string | null
  secret: string | null
}

/** @throws {InvalidParameter} naming the parameter or header that cannot be understood; so do the others. */
export const readAddAlertRule = (
  params: URLSearchParams,
  header: (name: string) => string | undefined,
): AlertRuleChange => changeOf(readQuery(AddAlertRuleParameters, params), header)

export function readChangeAlertRule(
  params: URLSearchParams,
  header: (name: string) => string | undefined,
): AlertRuleChange & { id: number } {
  const read = readQuery(ChangeAlertRuleParameters, params)
  return { ...changeOf(read, header), id: read.id }
}

export const readListAlertRules = (params: URLSearchParams): { project: string } =>
  readQuery(ListAlertRulesParameters, params)

export const readOneAlertRule = (params: URLSearchParams): { project: string; id: number } =>
  readQuery(OneAlertRuleParameters, params)

/** The parameters and headers that {@link readAddAlertRule} and {@link readChangeAlertRule} read. */
export function writeAlertRule({ project, id: number, rule, url, secret }: AlertRuleChange): {
  params: URLSearchParams
  headers: Record<string, string>
} {
  const { name, view, causes, format, language, isEnabled } = rule
  return {
    params: new URLSearchParams({
      project,
      ...(number !== undefined && { id: String(number) }),
      name,
      view,
      causes: causes.join(),
      format,
      language,
      enabled: isEnabled ? 'yes' : 'no',
    }),
    headers: {
      ...(url !== null && { [WEBHOOK_URL_HEADER]: url }),
      ...(secret !== null && { [WEBHOOK_SECRET_HEADER]: secret }),
    },
  }
}

function changeOf(
  { project, name, view, causes, format, language, enabled }: z.infer<typeof AddAlertRuleParameters>,
  header: (name: string) => string | undefined,
): AlertRuleChange {
  const url = header(WEBHOOK_URL_HEADER) ?? null
  const secret = header(WEBHOOK_SECRET_HEADER) ?? null
  if (url !== null && webhookOf(url) === null)
    throw new InvalidParameter(
      WEBHOOK_URL_HEADER,
      `an address such as https://hooks.example.com/services/…, up to ${ALERT_LIMITS.url} characters`,
    )
  if (secret !== null && !isSecret(format, secret))
    throw new InvalidParameter(WEBHOOK_SECRET_HEADER, SECRET_WANTED[format === 'json' ? 'json' : 'chat'])
  const rule = { name, view, causes, format, language, isEnabled: enabled === 'yes' }
  return { project, rule, url, secret }
}

/** The address of a webhook in its one spelling; null where a text is none. */
export function webhookOf(text: string): string | null {
  if (text.length > ALERT_LIMITS.url || !/^https?:\/\//i.test(text)) return null
  const url = URL.parse(text)
  return url === null || url.username !== '' || url.password !== '' || url.hash !== '' ? null : url.href
}

const SECRET_WANTED = {
  json: 'whsec_ and 24 to 64 bytes in base64, as Standard Webhooks has it',
  chat: `up to ${ALERT_LIMITS.secret} characters of printable ASCII, as the robot’s settings show it`,
} as const

/** Whether a text can be the secret of a channel. */
export function isSecret(format: AlertFormat, secret: string): boolean {
  if (format !== 'json') return secret.length <= ALERT_LIMITS.secret && /^[\x21-\x7e]*$/.test(secret)
  return /^whsec_(?:[A-Za-z0-9+/]{4}){8,21}(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(secret)
}
