import type { Category } from '#contract/scope.ts'
import { numbersIn } from '#i18n/numbers.ts'

export const { count } = numbersIn('zh-CN') // 中文没有复数形式

/** 端口开放在什么上面：服务器或容器。 */
export const unit = (category: Category): string => (category === 'host' ? '服务器' : '容器')

/** 带量词：124 台服务器、8 个容器。 */
export const counted = (n: number, category: Category): string =>
  `${count(n)} ${category === 'host' ? '台服务器' : '个容器'}`
