import type { SavedViewsTexts } from '#i18n/en/saved-views.ts'

import { count } from './numbers.ts'

export const savedViews: SavedViewsTexts = {
  operatorsOnly: '更改已保存的视图需要操作员角色。',
  label: '已保存的视图',
  name: '视图名称',
  placeholder: '为当前视图命名',
  save: '保存',
  none: '该项目还没有已保存的视图。',
  failed: '已保存的视图加载失败。',
  saved: (name) => `已保存“${name}”。`,
  replaced: (name) => `已更新“${name}”。`,
  rename: (name) => `重命名 ${name}`,
  newName: (name) => `${name} 的新名称`,
  renameDone: '重命名',
  renamed: (name) => `已重命名为“${name}”。`,
  taken: (name) => `已存在名为“${name}”的视图。`,
  full: (most) => `每个项目最多 ${count(most)} 个视图，请先删除一个。`,
  delete: (name) => `删除 ${name}`,
  deleted: (name) => `已删除“${name}”。`,
  undo: '撤销',
  fault: {
    noName: () => '请输入视图名称。',
    nameTooLong: (most) => `名称超过 ${count(most)} 个字符。`,
    queryTooLong: (most) => `当前视图的地址超过 ${count(most)} 个字符。`,
  },
  export: '导出为 JSON',
  import: '导入 JSON',
  imported: (views) => `已导入 ${count(views)} 个视图。`,
  badFile: {
    noJson: '该文件不是 JSON。',
    noViews: '该文件中没有已保存的视图。请选择由“导出为 JSON”生成的文件。',
    tooMany: '该文件中的视图数超过单个项目的上限。',
  },
  badView: (place) => `该文件中的第 ${place} 个视图缺少有效的名称或地址，未导入任何视图。`,
}
