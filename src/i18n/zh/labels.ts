import type { Messages } from '#i18n/en.ts'

export const labels: Messages['labels'] = {
  statuses: { danger: '危险', unknown: '未知', normal: '正常' },
  classes: {
    remote: '远程控制',
    orchestration: '容器编排',
    compute: '计算集群',
    management: '管理接口',
    industrial: '工业控制',
    database: '数据库',
    cache: '缓存',
    file: '文件共享',
    messaging: '消息队列',
    mail: '邮件',
    directory: '目录服务',
    amplification: '反射放大',
    none: '未收录',
  },
  tiers: {
    control: '获取控制权',
    data: '数据泄露',
    credentials: '凭据攻击',
    information: '信息泄露',
    amplification: '反射放大',
    discovery: '服务发现',
  },
  ranges: {
    'well-known': '公认端口 0–1023',
    registered: '注册端口 1024–49151',
    dynamic: '动态端口 49152–65535',
  },
  categories: { host: '主机', container: '容器' },
  projects: { demo: '演示数据', inventory: '资产清单', defaultEnterpriseProject: '默认' },
  port: (text) => `端口 ${text}`,
}
