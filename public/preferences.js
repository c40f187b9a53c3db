// Sets the theme on the root element before the first paint, so that it does not flash. It is a file of its
// own because the page's policy allows no inline script. The page itself keeps it from then on (preferences.ts).
try {
  const theme = localStorage.getItem('openports-theme')
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
} catch {
  // storage may be blocked in a frame: the system's theme then holds
}
