import { terms } from '#terms/en.ts'

import { auth } from './en/auth.ts'
import { changes } from './en/changes.ts'
import { charts } from './en/charts.ts'
import { common } from './en/common.ts'
import { course } from './en/course.ts'
import { dataAge } from './en/data-age.ts'
import { embed } from './en/embed.ts'
import { empty } from './en/empty.ts'
import { errors } from './en/errors.ts'
import { filters } from './en/filters.ts'
import { header } from './en/header.ts'
import { kiosk } from './en/kiosk.ts'
import { palette } from './en/palette.ts'
import { panel } from './en/panel.ts'
import { scope } from './en/scope.ts'
import { snapshotView } from './en/snapshot-view.ts'
import { summary } from './en/summary.ts'
import { table } from './en/table.ts'

/** The page's texts in English, by feature. The other languages have this shape, or they do not compile. */
export const en = {
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

export type Messages = typeof en
