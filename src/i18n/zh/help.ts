import type { HelpWords } from '#i18n/en/help.ts'

/** 帮助的全部文字。 */
export const helpZh: HelpWords = {
  query: '搜索',
  queryIntro: '空格表示“且”，值之间的逗号表示“或”。减号、叹号或 NOT 表示取反。点击示例即可试用。',
  tryOut: '试用',
  examples: {
    '22,80,443': '这几个端口',
    '8000-8100': '端口范围',
    '80*': '数字中包含 80 的端口',
    'port:<=1024': '不大于 1024 的端口',
    '22/tcp': 'TCP 和 TCP6 的 22 端口',
    redis: '名称中含有该词的服务',
    'service:"node exporter"': '名称中带空格的服务',
    'status:danger': '按风险：danger、unknown、normal',
    'class:database': '某一类危险端口',
    'proto:udp': 'UDP 和 UDP6；只看其一用 type:UDP6',
    'servers:>50': '在 50 台以上开放',
    'is:rare': '只在一两台上开放',
    '-status:unknown': '除此之外的全部',
  },
  keys: '快捷键',
  shortcuts: {
    search: '搜索',
    nextRow: '下一行',
    previousRow: '上一行',
    pick: '选择或取消选择该行',
    pickRange: '连续选择到该行',
    nextInPanel: '面板中的下一个端口',
    previousInPanel: '面板中的上一个端口',
    palette: '命令面板',
    help: '打开帮助',
  },
  arrows: '逐行、逐列移动',
  menu: '打开取值的菜单',
  enter: '打开该行或取值的菜单',
  escape: '先关闭，再清除',
  shortcutsOn: '启用快捷键',
  wall: {
    title: '大屏',
    text: '在地址中加上 ?kiosk，即以大号数字显示当前视图，不含任何控件。rotate=30 依次显示已保存的视图，每个 30 秒。按 Esc 键退出；kiosk=lock 时任何按键都不起作用。',
  },
}
