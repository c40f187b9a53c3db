import {
  AddAlertRuleParameters,
  ALERT_RULES_PATH,
  ALERT_TEST_PATH,
  ChangeAlertRuleParameters,
  ListAlertRulesParameters,
  OneAlertRuleParameters,
  WEBHOOK_SECRET_HEADER,
  WEBHOOK_URL_HEADER,
} from '#contract/alert-rules.ts'
import { AUDIT_PATH, AuditParameters } from '#contract/audit.ts'
import { ForgetViewParameters, ListViewsParameters, SaveViewParameters, VIEWS_PATH } from '#contract/views.ts'

import type { Operation } from './operation.ts'

const WEBHOOK_HEADERS = {
  [WEBHOOK_URL_HEADER]: 'Address of the webhook: required for a rule that has none',
  [WEBHOOK_SECRET_HEADER]:
    'What messages are signed with: required for JSON messages of a rule that has none',
}

/** What users save, and the record of it. */
export const KEPT_OPERATIONS: readonly Operation[] = [
  {
    method: 'get',
    path: VIEWS_PATH,
    id: 'listViews',
    summary: 'Saved views of a project',
    access: 'data',
    query: ListViewsParameters,
    returns: 'ViewsAnswer',
    errors: [404],
  },
  {
    method: 'put',
    path: VIEWS_PATH,
    id: 'saveView',
    summary: 'Saves or renames a view',
    access: 'data',
    query: SaveViewParameters,
    returns: null,
    errors: [404, 409],
  },
  {
    method: 'delete',
    path: VIEWS_PATH,
    id: 'deleteView',
    summary: 'Deletes a view',
    access: 'data',
    query: ForgetViewParameters,
    returns: null,
    errors: [404],
  },
  {
    method: 'get',
    path: ALERT_RULES_PATH,
    id: 'listAlertRules',
    summary: 'Alert rules of a project and their deliveries, for its operators',
    access: 'data',
    query: ListAlertRulesParameters,
    returns: 'AlertRulesAnswer',
    errors: [403, 404],
  },
  {
    method: 'post',
    path: ALERT_RULES_PATH,
    id: 'addAlertRule',
    summary: 'Adds an alert rule',
    access: 'data',
    query: AddAlertRuleParameters,
    headers: WEBHOOK_HEADERS,
    returns: null,
    errors: [404, 409],
  },
  {
    method: 'put',
    path: ALERT_RULES_PATH,
    id: 'changeAlertRule',
    summary: 'Replaces an alert rule',
    access: 'data',
    query: ChangeAlertRuleParameters,
    headers: WEBHOOK_HEADERS,
    returns: null,
    errors: [404],
  },
  {
    method: 'delete',
    path: ALERT_RULES_PATH,
    id: 'deleteAlertRule',
    summary: 'Deletes an alert rule',
    access: 'data',
    query: OneAlertRuleParameters,
    returns: null,
    errors: [404],
  },
  {
    method: 'post',
    path: ALERT_TEST_PATH,
    id: 'testAlertRule',
    summary: 'Sends a test message to the webhook of an alert rule',
    access: 'data',
    query: OneAlertRuleParameters,
    returns: 'accepted',
    errors: [404, 409],
  },
  {
    method: 'get',
    path: AUDIT_PATH,
    id: 'listAuditEntries',
    summary: 'Sign-ins and changes, newest first, for operators of all projects',
    access: 'data',
    query: AuditParameters,
    returns: 'AuditAnswer',
    errors: [403],
  },
]
