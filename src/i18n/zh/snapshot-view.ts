import type { Messages } from '#i18n/en.ts'

import { count } from './numbers.ts'

export const snapshotView: Messages['snapshotView'] = {
  label: '已冻结的视图',
  asOf: (instant) => `数据截至 ${instant}。`,
  comparing: '正在与最新数据比较…',
  notCompared: '最新数据加载失败。',
  same: '与最新数据一致。',
  differs: (rows) => `与最新数据相差 ${count(rows)} 行：`,
  opened: (rows) => `新开放 ${count(rows)}`,
  gone: (rows) => `已关闭 ${count(rows)}`,
  changed: (rows) => `有变化 ${count(rows)}`,
  partial: '其中一份数据未完整读取，差异可能并不真实。',
  list: (parts) => `${parts.join('，')}。`,
  live: '查看最新数据',
  missing: (snapshot) => `该范围没有快照 ${snapshot}。`,
  missingHint: '该快照可能属于其他服务器的数据。可查看该范围的最新数据。',
}
