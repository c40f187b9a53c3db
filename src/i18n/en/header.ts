/** The header’s buttons. */
export const header = {
  refresh: 'Refresh',
  refreshing: 'Refreshing…',
  theme: 'Theme',
  themes: { system: 'System theme', light: 'Light theme', dark: 'Dark theme' },
  language: 'Language',
  help: 'Help',
  openHelp: 'Help: keyboard shortcuts and search',
  export: 'Export',
  views: 'Views',
  alerts: 'Alert rules',
}
