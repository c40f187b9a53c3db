import type { Messages } from '#i18n/en.ts'

import { count } from './numbers.ts'

export const score: Messages['score'] = {
  label: '评分',
  aid: '仅用于确定处置优先级，不代表实际风险。',
  explain: '评分的计算方法',
  help: [
    '端口的得分 = 风险权重 × 类别权重 × log2(1 + 服务器数)，保留一位小数。评分是各端口得分之和。',
    '类别表示攻击者能从该端口的常见服务中获得什么。服务器数翻倍，最后一项只加一：一个遗忘的数据库就足以酿成安全事件。',
    '评分不掌握端口上实际运行的服务，也不掌握谁能访问它。权重属于经验判断，可以调整，调整后的权重会保存在链接中。',
  ],
  show: '查看评分构成',
  hide: '收起评分构成',
  breakdown: '评分构成',
  included: '计入',
  include: (port, type) => `计入 ${port} ${type}`,
  factors: '风险 × 类别 × 服务器数',
  contribution: '得分',
  others: (rows) => `其他 ${count(rows)} 个端口`,
  total: '评分',
  more: '显示更多',
  whatIf: '假设分析：取消勾选以排除端口',
  without: (rows) => `排除 ${count(rows)} 个端口后`,
  reset: '恢复全部',
  weights: '权重',
  changedWeights: '权重（已调整）',
  statusWeights: '风险',
  classWeights: '类别',
  weight: { danger: '危险', other: '其他状态', unknown: '未知', normal: '正常' },
  changeWeights: '调整权重',
  weightsHint: (max) => `取值 0 至 ${max}，最多两位小数；权重为 0 的端口不计入评分。`,
  applyWeights: '应用',
  defaultWeights: '恢复默认',
}
