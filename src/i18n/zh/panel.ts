import type { Messages } from '#i18n/en.ts'

export const panel: Messages['panel'] = {
  label: (port, type) => `端口 ${port} ${type}`,
  width: '面板宽度',
  serverColumns: { name: '名称', address: '地址', program: '程序' },
}
