import type { Messages } from '#i18n/en.ts'

export const tour: Messages['tour'] = {
  watermark: '演示 · 虚构服务器',
  begin: '开始导览',
  skip: '跳过导览',
  back: '上一步',
  next: '下一步',
  done: '完成',
  step: (at, of) => `第 ${at} 步，共 ${of} 步`,
  steps: {
    summary: {
      title: '风险有多大？',
      text: '首先是危险端口，然后是全部开放端口、暴露量和协议分布。所有数字来自同一份快照，点击即可按其筛选。',
    },
    search: {
      title: '查询任意端口',
      text: '输入 22,80、redis、status:danger 或 servers:>50，整个页面随每次按键更新。查询条件保存在地址栏中，可以转发，也可以后退。',
    },
    charts: {
      title: '风险在哪里？',
      text: '各类型的风险，以及服务器数最多的端口。点击条形即可只看该项。',
    },
    table: {
      title: '是哪些端口，为什么？',
      text: '可按任意列排序，按住 Shift 点击可按多列排序。打开一行，查看该端口的用途、危险原因、处理建议和所在服务器。',
    },
    yours: {
      title: '换成您自己的数据',
      text: '这里的服务器均为虚构，任何数据都不会离开本页面。Openports 可展示您的扫描结果或华为云 HSS 的数据，点击此处了解如何开始。',
    },
  },
}
