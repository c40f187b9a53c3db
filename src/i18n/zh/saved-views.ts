import type { FrozenWords, SavedViewsWords } from '#i18n/en/saved-views.ts'

/** 冻结视图的全部文字。 */
export const frozenZh: FrozenWords = {
  label: '已冻结的视图',
  asOf: (instant) => `数据截至 ${instant}。`,
  comparing: '正在与最新数据比较…',
  notCompared: '最新数据加载失败。',
  same: '与最新数据一致。',
  differs: (text) => `与最新数据相差 ${text} 行：`,
  opened: (text) => `新开放 ${text}`,
  gone: (text) => `已关闭 ${text}`,
  changed: (text) => `有变化 ${text}`,
  partial: '其中一份数据未完整读取，差异可能并不真实。',
  list: (parts) => `${parts.join('，')}。`,
  live: '查看最新数据',
  missing: (snapshot) => `该范围没有快照 ${snapshot}。`,
  missingHint: '该快照可能属于其他服务器的数据。可查看该范围的最新数据。',
}

/** 已保存视图的全部文字。 */
export const savedViewsZh: SavedViewsWords = {
  operatorsOnly: '项目的操作员可以保存、重命名和删除视图。',
  label: '已保存的视图',
  name: '当前视图的名称',
  placeholder: '为当前视图命名',
  save: '保存',
  none: '该项目还没有已保存的视图。',
  failed: '已保存的视图加载失败。',
  saved: (name) => `已保存“${name}”。`,
  replaced: (name) => `“${name}”已更新为当前视图。`,
  rename: (name) => `重命名 ${name}`,
  newName: (name) => `${name} 的新名称`,
  renameDone: '重命名',
  renamed: (name) => `已重命名为“${name}”。`,
  taken: (name) => `名称“${name}”已被其他视图使用。`,
  full: (most) => `每个项目最多保存 ${most} 个视图，请先删除一个。`,
  delete: (name) => `删除 ${name}`,
  deleted: (name) => `已删除“${name}”。`,
  undo: '撤销',
  fault: {
    noName: () => '请输入视图名称。',
    nameTooLong: (most) => `名称最多 ${most} 个字符。`,
    queryTooLong: (most) => `当前视图的网址超过可保存的 ${most} 个字符。`,
  },
  export: '导出为 JSON',
  import: '导入 JSON',
  imported: (text) => `已导入 ${text} 个视图。`,
  badFile: {
    noJson: '该文件不是 JSON。',
    noViews: '该文件中没有已保存的视图。请选择由“导出为 JSON”生成的文件。',
    tooMany: '该文件中的视图数超过一个项目可保存的数量。',
  },
  badView: (place) => `该文件中的第 ${place} 个视图缺少名称或有效网址，未导入任何视图。`,
}
