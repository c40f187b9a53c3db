import type { ImportTexts } from '#i18n/en/imports.ts'

import { count } from './numbers.ts'

const megabytes = (bytes: number): string => count(Math.ceil(bytes / 1_000_000))

export const imports: ImportTexts = {
  title: '导入扫描结果',
  drop: '松开鼠标，导入扫描结果',
  choose: '选择文件',
  chooseHint: '或将文件、文件夹拖放到页面任意位置。导入前会先显示预览。',
  chooseOther: '重新选择文件',
  limit: (bytes) => `解压后总大小不超过 ${megabytes(bytes)} MB。`,
  tooLarge: (bytes) => `文件超过上传上限 ${megabytes(bytes)} MB。请分批导入，或使用下方命令。`,
  tooMany: (files) => `单次最多上传 ${count(files)} 个文件。请分批导入，或使用下方命令。`,
  disabled: '此服务器已禁用上传（OPENPORTS_IMPORT_MB）。请使用下方命令。',
  noRole: '导入扫描结果需要资产清单项目的操作员角色。',
  noServer: '此演示没有服务器，无法导入。请先运行 Openports，再导入扫描结果：',
  commands: '使用命令导入',
  uploading: (sent, of) => `正在上传：${megabytes(sent)}/${megabytes(of)} MB…`,
  reading: (read, of) => `正在解析：${megabytes(read)}/${megabytes(of)} MB…`,
  preview: '预览',
  nothingYet: '尚未导入任何数据。',
  files: (n) => `${count(n)} 个文件`,
  file: (format, hosts, sockets) => `${format}，${count(hosts)} 台服务器，${count(sockets)} 个监听`,
  skipped: (what) => `已跳过：${what}`,
  known: (all, fresh) =>
    all === fresh
      ? `${count(all)} 台服务器，均为新增`
      : `${count(all)} 台服务器，其中新增 ${count(fresh)} 台`,
  opened: (n, ofPorts) => `新增 ${count(n)} 个监听，${count(ofPorts)} 个端口首次出现`,
  closed: (n, ofPorts) => `关闭 ${count(n)} 个监听，${count(ofPorts)} 个端口不再开放`,
  same: '无变化：资产清单中已有这些监听。',
  more: (n) => `等另外 ${count(n)} 个`,
  port: (port, type, n) => `${port} ${type}（${count(n)} 台）`,
  total: (n) => `导入后，该范围共有 ${count(n)} 个端口。`,
  import: '导入',
  done: (n) => `已导入 ${count(n)} 台服务器。`,
  show: '查看端口',
  failed: '未导入任何数据。',
  tryAgain: '重试',
  options: '选项',
  enterpriseProject: '企业项目 ID',
  hostName: '服务器名称（host_name）',
  hostNameHint: '仅用于文件中不含服务器名称的单个文件。',
  partial: '中断的 nmap 扫描：仅导入已完成的主机（partial）',
  apply: '更新预览',
}
