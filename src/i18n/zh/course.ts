import type { Messages } from '#i18n/en.ts'

import { count } from './numbers.ts'

const figures = { dangerous: '危险记录', affected: '存在危险端口的服务器', open: '记录' }

export const course: Messages['course'] = {
  title: '趋势',
  figure: '指标',
  figures: { host: figures, container: { ...figures, affected: '存在危险端口的容器' } },
  open: (name) => `查看${name}趋势`,
  hide: '收起趋势',
  unfiltered: '统计全部端口，不受筛选条件影响。',
  moment: '时间',
  gaps: (n) => `${count(n)} 段时间无数据`,
  failed: '趋势加载失败。',
  none: '暂无可对比的快照。',
  noServers: '数据源未提供服务器信息。',
}
