import type { AlertCause, AlertLanguage } from '#contract/alert-rules.ts'

/** The texts of chat messages. A chat has no page around it, and a language of its own. */
type Texts = {
  changed: (n: number, view: string, rule: string) => string
  test: (view: string, rule: string) => string
  causes: Record<AlertCause, string>
  risks: Record<string, string>
  tiers: Record<string, string>
  servers: (before: number | null, after: number | null) => string
  more: (n: number) => string
  read: (at: string, complete: number) => string
}

const en: Texts = {
  changed: (n, view, rule) =>
    `Openports: ${n} ${n === 1 ? 'change' : 'changes'} in “${view}” (rule “${rule}”)`,
  test: (view, rule) => `Openports: test message of the rule “${rule}”, for the view “${view}”`,
  causes: {
    opened: 'opened',
    reopened: 'reopened',
    relabelled: 'risk changed',
    servers: 'server count changed',
    closed: 'closed',
  },
  risks: { danger: 'danger', unknown: 'unknown', normal: 'normal' },
  tiers: {
    control: 'control',
    data: 'data',
    credentials: 'credentials',
    information: 'information',
    amplification: 'amplification',
    discovery: 'discovery',
  },
  servers: (before, after) => `servers ${before ?? 0} → ${after ?? 0}`,
  more: (n) => `and ${n} more`,
  read: (at, complete) =>
    `Read ${at}, ${complete >= 1 ? 'complete' : `${Math.floor(complete * 100)}% of the source`}`,
}

const zh: Texts = {
  changed: (n, view, rule) => `Openports：“${view}”有 ${n} 项端口变更（规则“${rule}”）`,
  test: (view, rule) => `Openports：规则“${rule}”的测试消息，视图“${view}”`,
  causes: {
    opened: '新开放',
    reopened: '重新开放',
    relabelled: '风险变更',
    servers: '服务器数变更',
    closed: '已关闭',
  },
  risks: { danger: '危险', unknown: '未知', normal: '正常' },
  tiers: {
    control: '获取控制权',
    data: '数据泄露',
    credentials: '凭据攻击',
    information: '信息泄露',
    amplification: '反射放大',
    discovery: '服务发现',
  },
  servers: (before, after) => `服务器 ${before ?? 0} → ${after ?? 0} 台`,
  more: (n) => `另有 ${n} 项`,
  read: (at, complete) =>
    `采集时间 ${at}，${complete >= 1 ? '数据完整' : `已采集 ${Math.floor(complete * 100)}%`}`,
}

export const TEXTS: Record<AlertLanguage, Texts> = { en, 'zh-CN': zh }
