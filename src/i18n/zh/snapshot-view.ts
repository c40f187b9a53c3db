import type { Messages } from '#i18n/en.ts'

import { count } from './numbers.ts'

export const snapshotView: Messages['snapshotView'] = {
  label: '快照视图',
  asOf: (instant) => `数据截至 ${instant}。`,
  comparing: '正在与最新数据对比…',
  notCompared: '最新数据加载失败。',
  same: '与最新数据一致。',
  differs: (rows) => `与最新数据有 ${count(rows)} 处差异：`,
  kinds: {
    opened: (rows) => `新开放 ${count(rows)}`,
    reopened: (rows) => `重新开放 ${count(rows)}`,
    relabelled: (rows) => `风险变更 ${count(rows)}`,
    servers: (rows) => `数量变更 ${count(rows)}`,
    firstRead: (rows) => `首次采集 ${count(rows)}`,
    closed: (rows) => `已关闭 ${count(rows)}`,
    noLongerRead: (rows) => `不再采集 ${count(rows)}`,
  },
  partial: '其中一个快照不完整，部分差异可能并不真实。',
  list: (parts) => `${parts.join('，')}。`,
  latest: '查看最新数据',
  missing: (snapshot) => `该范围未找到快照 ${snapshot}。`,
  missingHint: '该快照可能属于另一台服务器。',
}
