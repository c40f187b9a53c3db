import { terms } from '#terms/zh.ts'

import type { Messages } from './en.ts'
import { auth } from './zh/auth.ts'
import { changes } from './zh/changes.ts'
import { charts } from './zh/charts.ts'
import { common } from './zh/common.ts'
import { course } from './zh/course.ts'
import { dataAge } from './zh/data-age.ts'
import { embed } from './zh/embed.ts'
import { empty } from './zh/empty.ts'
import { errors } from './zh/errors.ts'
import { filters } from './zh/filters.ts'
import { header } from './zh/header.ts'
import { kiosk } from './zh/kiosk.ts'
import { palette } from './zh/palette.ts'
import { panel } from './zh/panel.ts'
import { scope } from './zh/scope.ts'
import { snapshotView } from './zh/snapshot-view.ts'
import { summary } from './zh/summary.ts'
import { table } from './zh/table.ts'

/** 页面的全部文字（简体中文），按功能划分。 */
export const zh: Messages = {
  auth,
  changes,
  charts,
  common,
  course,
  dataAge,
  embed,
  empty,
  errors,
  filters,
  header,
  kiosk,
  palette,
  panel,
  scope,
  snapshotView,
  summary,
  table,
  terms,
}
