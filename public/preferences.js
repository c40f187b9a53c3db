// Before anything else of the page runs. Sets the theme on the root element before the first paint, so that it does not flash. It is a file of its
// own because the page's policy allows no inline script. The page itself keeps it from then on (preferences.ts).
const path = location.pathname.replace(/\/[^/]*$/, '') // storage belongs to the whole origin, where this page may be mounted under a path
try {
  const theme = localStorage.getItem(`openports-theme${path}`)
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
} catch {
  // storage may be blocked in a frame: the system's theme then holds
}

// Only the messages of the reader's language are loaded, by a dynamic import. They are asked for here, beside the rest, or every
// reader would wait for one more round trip. Which language that is, preferences.ts finds out as here.
const languages = [...navigator.languages]
try {
  languages.unshift(localStorage.getItem(`openports-language${path}`) ?? '')
} catch {
  // as above
}
const language = languages.map((tag) => /^(?:en|zh)\b/i.exec(tag)?.[0].toLowerCase()).find(Boolean) ?? 'en'
const { messagesEn, messagesZh } = document.currentScript.dataset
// The build writes down which file they are in, and what that has to be; there is none while developing.
const [href, integrity = ''] = ((language === 'zh' ? messagesZh : messagesEn) ?? '').split('#')
if (href)
  document.head.append(
    Object.assign(document.createElement('link'), { rel: 'modulepreload', href, integrity }),
  )
