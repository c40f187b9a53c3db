// Before anything else of the page runs. Sets the theme on the root element before the first paint, so that it does not flash. It is a file of its
// own because the page's policy allows no inline script. The page itself keeps it from then on (preferences.ts).
try {
  const theme = localStorage.getItem('openports-theme')
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
} catch {
  // storage may be blocked in a frame: the system's theme then holds
}

// The workbench comes by a dynamic import, so that a wall and a frame do without it (App.tsx); it is asked for here, beside the
// rest, or every other reader would wait for one more round trip. The build writes down which files it is made of,
// and what each has to be.
const parameters = new URLSearchParams(location.search)
if (!parameters.has('kiosk') && parameters.get('embed') !== 'true') {
  for (const file of document.currentScript.dataset.workbench?.split(' ') ?? []) {
    const [href, integrity = ''] = file.split('#')
    document.head.append(
      Object.assign(document.createElement('link'), { rel: 'modulepreload', href, integrity }),
    )
  }
}
