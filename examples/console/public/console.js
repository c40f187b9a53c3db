const WORDS = {
  en: {
    theme: 'Theme',
    language: 'Language',
    refresh: 'Refresh',
    title: 'Open ports',
    loading: 'Loading…',
    opened: ({ port, type }) => `Opened: ${port} ${type}`,
    failed: (kind) => `Open ports cannot be shown (${kind}).`,
  },
  'zh-CN': {
    theme: '主题',
    language: '语言',
    refresh: '刷新',
    title: '开放端口',
    loading: '正在加载…',
    opened: ({ port, type }) => `已打开：${port} ${type}`,
    failed: (kind) => `无法显示开放端口（${kind}）。`,
  },
}

const ports = document.querySelector('open-ports')
const said = document.querySelector('#said')
const theme = document.querySelector('#theme')
const language = document.querySelector('#language')
let words = WORDS.en

// A ticket whenever the frame has no session, or soon will have none.
ports.ticket = async () => {
  const answer = await fetch('/ticket', { method: 'POST' })
  if (!answer.ok) throw new Error(`no ticket: ${answer.status}`)
  return (await answer.json()).ticket
}

theme.addEventListener('change', () => {
  document.documentElement.dataset.theme = theme.value
  ports.setAttribute('theme', theme.value)
})

language.addEventListener('change', () => {
  words = WORDS[language.value]
  document.documentElement.lang = language.value
  for (const part of document.querySelectorAll('[data-words]')) part.textContent = words[part.dataset.words]
  said.textContent = ''
  ports.setAttribute('language', language.value)
})

document.querySelector('#refresh').addEventListener('click', () => ports.refresh())

// The address of the console keeps what the frame shows. In its history are the steps of the frame already.
ports.addEventListener('viewchange', ({ detail }) => {
  history.replaceState(null, '', detail.query === '' ? location.pathname : `?${detail.query}`)
})
ports.addEventListener('selection', ({ detail }) => {
  said.textContent = detail.row === null ? '' : words.opened(detail.row)
})
ports.addEventListener('error', ({ detail }) => {
  said.textContent = words.failed(detail.kind)
})
ports.addEventListener('ready', () => {
  said.textContent = ''
})

ports.setAttribute('theme', theme.value)
ports.setAttribute('language', language.value)
ports.setAttribute('view', location.search.slice(1))
