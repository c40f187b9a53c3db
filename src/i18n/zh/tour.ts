import type { TourTexts } from '#i18n/en/tour.ts'

export const tour: TourTexts = {
  watermark: '演示数据',
  begin: '开始导览',
  skip: '跳过导览',
  back: '上一步',
  next: '下一步',
  done: '完成',
  step: (at, of) => `第 ${at} 步，共 ${of} 步`,
  steps: {
    summary: {
      title: '风险有多大？',
      text: '危险端口、存在危险端口的服务器和全部开放端口，均附与昨天的差值和趋势。点击数字可按其筛选，点击曲线可查看一个月的趋势。',
    },
    changes: {
      title: '发生了哪些变更？',
      text: 'dev-27 今天新开放了 VNC。背后还有一起事件：Docker API（2375）曾在三台构建服务器上开放，被发现后关闭，之后又逐台重新开放。选择“7 天前”即可看到它重新开放。',
    },
    search: {
      title: '搜索任意端口',
      text: '输入 22,80、redis、risk:danger 或 servers:>50，页面随输入实时更新。搜索条件保存在地址栏中，可以分享链接，也可以后退。',
    },
    charts: {
      title: '风险在哪里？',
      text: '风险分布（按类型），以及开放服务器数最多的危险端口。点击条形即可按其筛选。',
    },
    table: {
      title: '哪些端口，为什么？',
      text: '可按任意列排序，按住 Shift 点击可按多列排序。打开一行，查看该端口的用途、风险说明、处置建议和所在服务器。',
    },
    yours: {
      title: '换成您自己的数据',
      text: '这里是演示数据，任何数据都不会离开本页面。Openports 可展示您的扫描结果或华为云 HSS 租户的数据，从这里开始。',
    },
  },
}
