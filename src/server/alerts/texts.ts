import type { AlertLanguage } from '#contract/alert-rules.ts'
import { terms as termsEn } from '#terms/en.ts'
import type { Terms } from '#terms/en.ts'
import { terms as termsZh } from '#terms/zh.ts'

/** The texts of chat messages. A chat has no page around it, and a language of its own. */
type Texts = {
  terms: Terms
  changed: (n: number, view: string, rule: string) => string
  test: (view: string, rule: string) => string
  servers: (before: number | null, after: number | null) => string
  more: (n: number) => string
  read: (at: string, complete: number) => string
}

const en: Texts = {
  terms: termsEn,
  changed: (n, view, rule) =>
    `Openports: ${n} ${n === 1 ? 'change' : 'changes'} in “${view}” (rule “${rule}”)`,
  test: (view, rule) => `Openports: test message of the rule “${rule}”, for the view “${view}”`,
  servers: (before, after) => `servers ${before ?? 0} → ${after ?? 0}`,
  more: (n) => `and ${n} more`,
  read: (at, complete) =>
    `Read ${at}, ${complete >= 1 ? 'complete' : `${Math.floor(complete * 100)}% of the source`}`,
}

const zh: Texts = {
  terms: termsZh,
  changed: (n, view, rule) => `Openports：“${view}”有 ${n} 项端口变更（规则“${rule}”）`,
  test: (view, rule) => `Openports：规则“${rule}”的测试消息，视图“${view}”`,
  servers: (before, after) => `服务器 ${before ?? 0} → ${after ?? 0} 台`,
  more: (n) => `另有 ${n} 项`,
  read: (at, complete) =>
    `采集时间 ${at}，${complete >= 1 ? '数据完整' : `已采集 ${Math.floor(complete * 100)}%`}`,
}

export const TEXTS: Record<AlertLanguage, Texts> = { en, 'zh-CN': zh }
