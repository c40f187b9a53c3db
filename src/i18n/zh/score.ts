import type { Messages } from '#i18n/en.ts'

import { count } from './numbers.ts'

export const score: Messages['score'] = {
  label: '评分',
  aid: '用于决定先看哪里，并不衡量风险大小。',
  explain: '评分如何得出',
  help: [
    '端口的分值 = 风险权重 × 类别权重 × log2(1 + 服务器数)，保留一位小数。评分是各端口分值之和。',
    '类别表示该端口按通常用途会暴露什么。服务器数翻倍，最后一项只加一：一个被遗忘的数据库已经是一起事件。',
    '评分既不知道端口上实际运行什么，也不知道谁能访问它。权重只是一种看法，可以调整，调整后的权重会写入网址。',
  ],
  show: '显示分值',
  hide: '收起分值',
  shares: '评分的构成',
  counted: '计入',
  count: (port, type) => `计入 ${port} ${type}`,
  made: '风险 × 类别 × 服务器',
  share: '分值',
  others: (rows) => `其他 ${count(rows)} 个端口`,
  total: '评分',
  more: '显示更多',
  whatIf: '取消勾选端口，可查看去掉它们之后的评分。',
  without: (rows) => `去掉 ${count(rows)} 个端口后`,
  countAll: '全部重新计入',
  weights: '权重',
  weightsOwn: '权重（已调整）',
  statusWeights: '风险',
  classWeights: '类别',
  weight: {
    danger: '危险',
    other: '其他状态',
    unknown: '未知',
    normal: '正常',
  },
  changeWeights: '调整权重',
  weightsHint: (max) => `取值 0 至 ${max}，最多两位小数；0 表示此类端口不计入评分。`,
  useWeights: '应用',
  defaultWeights: '恢复默认',
}
