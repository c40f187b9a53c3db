import type { Context, Hono } from 'hono'

import {
  ALERT_LIMITS,
  ALERT_RULES_PATH,
  ALERT_TEST_PATH,
  isSecret,
  readAddAlertRule,
  readChangeAlertRule,
  readListAlertRules,
  readOneAlertRule,
  signsMessages,
  WEBHOOK_SECRET_HEADER,
  WEBHOOK_URL_HEADER,
  webhookOf,
} from '#contract/alert-rules.ts'
import type { AlertRule, AlertRuleChange, AlertRulesAnswer } from '#contract/alert-rules.ts'
import { InvalidParameter } from '#contract/errors.ts'
import type { Alerts } from '#server/alerts/alerts.ts'
import { mayChange, maySee } from '#server/common/identity.ts'
import type { Audit } from '#server/http/auth/audit.ts'
import { csrfProtection } from '#server/http/auth/csrf.ts'
import type { AppEnv } from '#server/http/env.ts'
import { json, parametersOf, refuse, refuseProject, refuseRole } from '#server/http/responses.ts'
import type { KeptRule } from '#server/store/alert-types.ts'
import type { Store } from '#server/store/types.ts'

/** What the routes take of the store. */
export type RulesStore = Pick<Store, 'hasProject'> & {
  alerts: Pick<Store['alerts'], 'rules' | 'add' | 'change' | 'remove' | 'deliveries'>
}

/** The alert rules of a project, for its operators. No answer has a webhook's whole address, nor a secret. */
export function addAlertRules(
  app: Hono<AppEnv>,
  store: RulesStore,
  alerts: Pick<Alerts, 'targets' | 'test'>,
  audit: Audit,
): void {
  const refusalOf = async (c: Context<AppEnv>, project: string): Promise<Response | null> => {
    if (!maySee(c.var.who, project)) return refuseProject(c)
    if (!mayChange(c.var.who, project)) return refuseRole(c)
    return (await store.hasProject(project)) ? null : refuseProject(c)
  }
  const findRule = async ({ project, id }: { project: string; id: number }): Promise<KeptRule | undefined> =>
    (await store.alerts.rules(project)).find((rule) => rule.id === id)

  app.get(ALERT_RULES_PATH, async (c) => {
    const { project } = readListAlertRules(parametersOf(c))
    const refusal = await refusalOf(c, project)
    if (refusal !== null) return refusal
    const answer: AlertRulesAnswer = {
      hosts: [...alerts.targets.entries],
      rules: (await store.alerts.rules(project)).map(answered),
      deliveries: await store.alerts.deliveries(project, ALERT_LIMITS.deliveries),
    }
    return json(c, answer)
  })

  app.post(ALERT_RULES_PATH, csrfProtection, async (c) => {
    const { project, rule, ...given } = readAddAlertRule(parametersOf(c), (name) => c.req.header(name))
    const refusal = await refusalOf(c, project)
    if (refusal !== null) return refusal
    const channel = channelOf(alerts.targets, rule, given)
    if ((await store.alerts.add({ project, ...rule, ...channel })) === null)
      return refuse(
        c,
        409,
        'invalidParameter',
        `A project can have ${ALERT_LIMITS.rules} alert rules: delete one first.`,
      )
    await audit(c, { action: 'alertRuleAdded', who: c.var.who, project, detail: rule.name })
    return c.body(null, 204)
  })

  app.put(ALERT_RULES_PATH, csrfProtection, async (c) => {
    const { project, id, rule, ...given } = readChangeAlertRule(parametersOf(c), (name) => c.req.header(name))
    const refusal = await refusalOf(c, project)
    if (refusal !== null) return refusal
    const before = await findRule({ project, id })
    if (before === undefined) return refuseRule(c)
    // One that is no longer allowed may be disabled: it is refused where it would be sent to.
    const targets = given.url === null ? { allows: () => true } : alerts.targets
    const channel = channelOf(targets, rule, {
      url: given.url ?? before.url,
      secret: given.secret ?? before.secret,
    })
    if (!(await store.alerts.change({ project, id, ...rule, ...channel }))) return refuseRule(c)
    await audit(c, { action: 'alertRuleChanged', who: c.var.who, project, detail: rule.name })
    return c.body(null, 204)
  })

  app.delete(ALERT_RULES_PATH, csrfProtection, async (c) => {
    const one = readOneAlertRule(parametersOf(c))
    const refusal = await refusalOf(c, one.project)
    if (refusal !== null) return refusal
    const rule = await findRule(one)
    if (rule === undefined || !(await store.alerts.remove(one.project, one.id))) return refuseRule(c)
    await audit(c, { action: 'alertRuleDeleted', who: c.var.who, project: one.project, detail: rule.name })
    return c.body(null, 204)
  })

  app.post(ALERT_TEST_PATH, csrfProtection, async (c) => {
    const one = readOneAlertRule(parametersOf(c))
    const refusal = await refusalOf(c, one.project)
    if (refusal !== null) return refusal
    const rule = await findRule(one)
    if (rule === undefined) return refuseRule(c)
    if (!(await alerts.test(rule)))
      return refuse(c, 409, 'throttled', 'A test message of this rule is being sent.')
    await audit(c, { action: 'alertRuleTested', who: c.var.who, project: one.project, detail: rule.name })
    return c.body(null, 202)
  })
}

/** @throws {InvalidParameter} where the channel cannot be one of the rule, or the administrator does not allow it. */
function channelOf(
  targets: Pick<Alerts['targets'], 'allows'>,
  { format }: AlertRuleChange['rule'],
  { url, secret }: { url: string | null; secret: string | null },
): { url: string; secret: string } {
  const webhook = url === null ? null : webhookOf(url)
  if (webhook === null) throw new InvalidParameter(WEBHOOK_URL_HEADER, 'required: the address of the webhook')
  if (!targets.allows(webhook))
    throw new InvalidParameter(
      WEBHOOK_URL_HEADER,
      `${new URL(webhook).hostname} is not among OPENPORTS_WEBHOOK_HOSTS, the targets that the administrator allows`,
    )
  const key = signsMessages(format) ? (secret ?? '') : ''
  if (!isSecret(format, key))
    throw new InvalidParameter(WEBHOOK_SECRET_HEADER, 'JSON messages are signed: it has to be a key, whsec_…')
  return { url: webhook, secret: key }
}

const answered = ({
  id,
  name,
  view,
  viewQuery,
  causes,
  format,
  language,
  url,
  secret,
  isEnabled,
}: KeptRule): AlertRule => ({
  id,
  name,
  view,
  hasView: viewQuery !== null,
  causes,
  format,
  language,
  target: new URL(url).origin,
  hasSecret: secret !== '',
  isEnabled,
})

const refuseRule = (c: Context<AppEnv>): Response =>
  refuse(c, 404, 'notFound', 'Alert rule not found in this project.')
