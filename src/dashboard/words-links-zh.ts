import type { Messages } from './words-en.ts'

/** 冻结视图的全部文字。 */
export const frozenZh: Messages['frozen'] = {
  label: '已冻结的视图',
  asOf: (instant) => `数据截至 ${instant}。`,
  comparing: '正在与最新数据比较…',
  notCompared: '最新数据加载失败。',
  same: '与最新数据一致。',
  differs: (text) => `与最新数据相差 ${text} 行：`,
  opened: (text) => `新开放 ${text}`,
  gone: (text) => `已关闭 ${text}`,
  changed: (text) => `有变化 ${text}`,
  partial: '其中一份数据未完整读取，差异可能并不真实。',
  list: (parts) => `${parts.join('，')}。`,
  live: '查看最新数据',
  missing: (snapshot) => `该范围没有快照 ${snapshot}。`,
  missingHint: '该快照可能属于其他服务器的数据。可查看该范围的最新数据。',
}
