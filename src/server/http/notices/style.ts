/** The whole style of a notice: it stands in the page itself, so that nothing has to load. */
export const NOTICE_STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans SC', sans-serif }
body {
  display: grid; place-items: center; min-height: 100vh; margin: 0; padding: 16px; box-sizing: border-box;
  background: light-dark(oklch(0.978 0.004 250), oklch(0.178 0.012 260));
  color: light-dark(oklch(0.25 0.025 258), oklch(0.94 0.006 250))
}
main {
  max-width: 28rem; padding: 24px; border-radius: 12px;
  border: 1px solid light-dark(oklch(0.915 0.008 250), oklch(0.285 0.016 260));
  background: light-dark(oklch(1 0 0), oklch(0.215 0.014 260))
}
h1 { margin: 0 0 8px; font-size: 1.125rem }
p { margin: 0 0 16px }
a { color: light-dark(oklch(0.52 0.17 262), oklch(0.74 0.125 258)) }
`
