import type { Category } from '#contract/scope.ts'
import type { Messages } from '#i18n/en/core.ts'

import { valuesZh } from './values.ts'

/** 页面首屏的文字（简体中文），其余文字随各部分加载。用语与 HSS 控制台一致。 */
export const zh: Messages = {
  product: 'Openports',
  loading: '正在加载…',
  skipToPorts: '跳到端口列表',
  tryAgain: '重试',
  newBuild: { title: 'Openports 已升级。', reload: '加载新版本' },
  close: '关闭',

  demo: {
    notice: '演示数据：服务器均为虚构。',
    importScan: '导入扫描结果',
  },

  projects: { demo: '演示数据', inventory: '资产清单', defaultEnterpriseProject: '默认' },

  howToImport: {
    intro: '在运行 Openports 的机器上，进入其目录后执行：',
    commands: ['导入服务器的扫描结果并启动', '读取本机端口并启动', '运行期间追加扫描结果，然后刷新页面'],
    formats: '支持 nmap -oX、ss -tulpn、osquery listening_ports 和 CSV。',
  },

  header: {
    project: '项目',
    category: '资产类别',
    categories: { host: '主机', container: '容器' },
    enterpriseProject: '企业项目',
    allEnterpriseProjects: '全部',
    refresh: '刷新',
    refreshing: '正在刷新…',
    theme: '主题',
    themes: { system: '跟随系统', light: '浅色主题', dark: '深色主题' },
    language: '语言',
    read: (age) => `${age}读取`,
    readNow: '刚刚读取',
    readAt: (from, to) => (from === to ? `读取时间：${to}` : `读取时间：${from} 至 ${to}`),
    whole: (rows) => `端口 ${rows}/${rows}`,
    part: (rows) => `至少 ${rows} 个端口`,
    neverRead: '尚未读取',
  },

  filter: {
    label: '筛选端口',
    search: '搜索端口',
    completions: '建议',
    ports: (text) => `${text} 个端口`,
    fields: {
      port: '端口、列表或范围',
      servers: '服务器数',
      type: 'TCP、TCP6、UDP、UDP6',
      proto: 'tcp 或 udp',
      status: 'danger、unknown、normal',
      service: '服务名称',
      class: '危险类别',
      is: 'rare',
    },
    searchHint: '搜索：443、80*、8000-8100、redis、status:danger、servers:>50',
    searchHelp: '可输入端口（443、列表、范围，80* 表示数字中包含 80）、服务名称或 字段:值。按回车键保留。',
    shortcut: '按 / 键搜索',
    type: '类型',
    risk: '风险',
    all: '全部',
    clearAll: '全部清除',
    remove: (name) => `移除筛选条件“${name}”`,
    pill: {
      term: (text) => (/^[\d*<>=]/.test(text) ? `端口：${text}` : text),
      type: (word) => `类型：${word}`,
      risk: (word) => `风险：${word}`,
    },
    chosen: (words) => words.join('、'),
    facet: (word, rows) => `${word}，${rows} 个端口`,
    errors: {
      unknownField: (part) =>
        `没有字段“${part}”。可用字段：port、servers、type、proto、risk（或 status）、service、class、is。`,
      noValue: (part) => `“${part}”缺少值，例如 port:443 或 status:danger。`,
      notAPort: (part) => `“${part}”不是端口。可输入 443、80*、8000-8100、<=1024 或 22,80。`,
      notANumber: (part) => `“${part}”不是数字。可输入 servers:3、servers:>50 或 servers:1-2。`,
      tooLarge: (part) => `“${part}”过大，端口最大为 65535。`,
      backwards: (part) => `“${part}”的起止颠倒了，请先写较小的数字。`,
      unknownProperty: (part) => `没有 is:${part}，可用 is:rare。`,
      openQuote: (part) => `${part} 中的引号没有结束。`,
      nothingNegated: (part) => `${part} 之后需要有条件，例如 NOT status:normal。`,
    },
    stillShown: '当前仍显示上一次的结果。',
    noSuchValue: (part, known) => `没有任何端口符合 ${part}。可用的值：${known.join('、')}。`,
    noSuchService: (name, terms) => `没有名称包含“${name}”的服务。可改用 ${terms}。`,
    noSuchPort: (digits) => `没有包含数字 ${digits} 的端口号。`,
    unreadable: (part) => `网址中的“${part}”未生效。`,
    expected: (values) => `可用的值：${values.join('、')}。`,
    removeFaults: '移除',
  },

  help: { title: '帮助', open: '帮助：快捷键与搜索语法' },
  palette: { title: '命令' },
  savedViews: { open: '视图' },
  score: { label: '评分' },

  takeAway: { open: '导出', copied: '已复制。', failed: '操作失败，浏览器可能不允许。' },

  picture: {
    open: (title) => `将“${title}”保存为图片`,
    format: {
      svg: { name: 'SVG', hint: '任意放大仍清晰' },
      png: { name: 'PNG', hint: '用于幻灯片和聊天' },
    },
    saved: '已保存。',
  },

  risk: { danger: '危险', unknown: '未知', normal: '正常' },

  summary: {
    label: '概览',
    dangerous: '危险端口',
    dangerousDetail: (share, exposure, category) => `占 ${share} · 涉及 ${exposure} 个${pairs(category)}`,
    onPairs: (exposure, category) => `涉及 ${exposure} 个${pairs(category)}`,
    open: '开放端口',
    openDetail: (all) => `当前范围共 ${all} 个`,
    atLeast: (figure) => `至少 ${figure}`,
    openHelp: '同一端口按类型分别计数：22 同时以 TCP 和 TCP6 开放时计为两个。',
    exposure: '暴露量',
    exposureDetail: (category) => pairs(category),
    exposureHelp: (category) =>
      `各端口的${unit(category)}数之和，并不是${unit(category)}数量：一台开放三个端口的${unit(category)}计三次。`,
    byProtocol: '按协议',
    notRead: '尚无数据',
    showOnly: (name) => `只看${name}`,
    showAll: '显示全部端口',
    widestFirst: '先看分布最广的端口',
    explain: (name) => `“${name}”的含义`,
  },

  charts: {
    risk: '各类型的风险',
    measure: '统计口径',
    measures: { rows: '端口', exposure: '暴露量' },
    widest: '分布最广的端口',
    widestBy: (category) => `按${unit(category)}数`,
    total: '合计',
    failedHint: '表格中的数据与图表相同。',
    riskFinding: {
      none: '当前显示的端口中没有危险端口。',
      some: (type, count, dangerous, widest) =>
        count === dangerous
          ? `全部 ${dangerous} 个危险端口均为 ${type}；${widest}。`
          : `${dangerous} 个危险端口中有 ${count} 个为 ${type}；${widest}。`,
      widest: (port, type, text, _servers, category) =>
        `分布最广的是 ${port}/${type}，涉及 ${text} 个${unit(category)}`,
    },
    nothing: '没有显示任何端口。',
    rare: '罕见端口',
    rareHint: '只在一两台上开放，端口号大的在前',
    widestFinding: (port, type, text, _servers, category) =>
      `${port}/${type} 分布最广，在 ${text} 个${unit(category)}上开放。`,
    numbers: '按端口号分布',
    numbersFinding: (from, to, rows, all) => `${from}–${to} 最多：${all} 个中有 ${rows} 个。`,
    numbersBar: (from, to, text) => `${from}–${to}：${text} 个端口`,
    hide: '收起图表',
    allNumbers: '全部端口号',
    fromPort: '起始端口',
    toPort: '结束端口',
    filterBy: (name) => `只看${name}`,
  },

  changes: '有何变化',
  hideChanges: '收起变化',

  values: valuesZh,
  classes: {
    remote: '远程控制',
    orchestration: '编排',
    compute: '计算任务',
    management: '管理接口',
    industrial: '工业控制',
    database: '数据库',
    cache: '缓存',
    file: '文件',
    messaging: '消息',
    mail: '邮件',
    directory: '目录',
    amplification: '反射放大',
    none: '未收录',
  },

  table: {
    label: '端口列表',
    columns: {
      port: '端口',
      service: '服务',
      type: '类型',
      status: '风险',
      servers: '服务器数',
      share: '分值',
    },
    serversOf: { host: '服务器数', container: '容器数' },
    sortHint: '单击排序，按住 Shift 单击可按多列排序',
    ascending: '升序',
    descending: '降序',
    open: (port, type) => `查看 ${port} ${type}`,
    range: (from, to, matching) => `第 ${from}–${to} 条，共 ${matching} 条`,
    ofAll: (all) => `（范围内共 ${all} 条）`,
    none: '0 个端口',
    pages: '分页',
    pageSize: '每页条数',
    aPage: (size) => `${size} 条/页`,
    first: '首页',
    previous: '上一页',
    next: '下一页',
    last: '末页',
    pick: (port, type) => `选择 ${port} ${type}`,
    pickPage: '选择本页全部行',
    picked: (text) => `已选 ${text} 项`,
    pickAll: (text) => `选择全部 ${text} 个匹配项`,
    clearPicked: '取消选择',
    settings: '列与行距',
    shownColumns: '显示的列',
    density: '行距',
    densities: { comfortable: '标准', compact: '紧凑' },
    reset: '恢复默认',
    page: (page, pages) => `第 ${page} 页，共 ${pages} 页`,
  },

  panel: {
    label: (port, type) => `端口 ${port} ${type}`,
  },

  empty: {
    filtered: '没有符合筛选条件的端口。',
    clear: '清除筛选条件',
    scope: '当前范围内没有开放端口。',
    scopeHint: '已读取的数据中没有开放端口。请在上方选择其他企业项目或资产类别。',
    neverRead: '当前范围还没有数据。',
    noProjects: '还没有项目。',
    noSuchProject: (project) => `项目“${project}”不存在。`,
    showFirst: (project) => `查看 ${project}`,
    noSuchEnterpriseProject: (id) => `该项目中没有企业项目“${id}”。`,
    showAllEnterpriseProjects: '查看全部企业项目',
  },

  error: {
    rows: '端口加载失败。',
    refresh: '最近一次刷新失败。',
    projects: '项目列表加载失败。',
    servers: '服务器列表加载失败。',
    part: (name) => `“${name}”加载失败。`,
    retriesItself: '服务器恢复响应后，页面会自动重试。',
    stillShown: (instant) => `当前显示 ${instant} 读取的数据。`,
    kinds: {
      unreachable: '服务器没有响应。请确认 Openports 正在运行且网络已连接。',
      unreadable: '页面无法解析服务器的响应。请重新加载页面，当前页面可能是旧版本。',
      signedOut: '会话已结束。请重新加载页面。',
      forbidden: '您可以查看此项目，但更改需要操作员角色。',
      notFound: '服务器上没有所请求的内容。',
      absent: '该区域的 HSS 不提供端口对应的服务器列表。',
      throttled: 'HSS 的调用配额暂时用尽。',
      invalid: '服务器未接受该请求。',
      failed: '服务器发生故障。',
    },
    requestId: (id) => `请求 ${id}`,
  },
}

function unit(category: Category): string {
  return category === 'host' ? '服务器' : '容器'
}

function pairs(category: Category): string {
  return `端口–${unit(category)}组合`
}
