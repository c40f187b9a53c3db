import type { Category } from '#contract/scope.ts'
import { numbersIn } from '#i18n/numbers.ts'

export const { count } = numbersIn('zh-CN') // 中文没有复数形式

/** 已知的数，或其上下界。 */
export const between = (least: number, most: number): string =>
  least === most ? count(least) : `${count(least)}–${count(most)}`

/** 列表中的一项：合并后的端口，或数据源的一条记录。 */
export const entries = (n: number, isFolded: boolean): string =>
  `${count(n)} ${isFolded ? '个端口' : '条记录'}`

/** 端口开放在什么上面：服务器或容器。 */
export const unit = (category: Category): string => (category === 'host' ? '服务器' : '容器')

/** 带量词：124 台服务器、8 个容器。 */
export const counted = (n: number, category: Category, most = n): string =>
  `${between(n, most)} ${category === 'host' ? '台服务器' : '个容器'}`
