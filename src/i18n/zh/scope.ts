import type { Messages } from '#i18n/en.ts'

export const scope: Messages['scope'] = {
  project: '项目',
  category: '资产类别',
  enterpriseProject: '企业项目',
  allEnterpriseProjects: '全部',
  noProjects: '还没有项目。',
  noSuchProject: (project) => `未找到项目“${project}”。`,
  showProject: (project) => `查看${project}`,
  noSuchEnterpriseProject: (id) => `该项目中未找到企业项目“${id}”。`,
  showAllEnterpriseProjects: '查看全部企业项目',
  demoNotice: '演示数据，非真实服务器。',
  importScan: '导入扫描结果',
  howToImport: {
    intro: '在运行 Openports 的机器上，进入其目录后执行：',
    commands: ['导入服务器的扫描结果并启动', '读取本机端口并启动', '运行期间追加扫描结果，然后刷新页面'],
    formats: '支持 nmap、masscan、naabu、ss、netstat、lsof、osquery、PowerShell、Nessus 和 CSV。',
  },
}
