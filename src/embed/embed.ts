import type { FrameMessage, HostMessage } from '#contract/embed.ts'

/** What is said to the frame, without the version. */
type Said = HostMessage extends infer Message
  ? Message extends unknown
    ? Omit<Message, 'openports'>
    : never
  : never

/** How often the frame is greeted until it answers, and how often at most: ten seconds, for a page that loads slowly. */
const GREET_EVERY = 250
const GREETINGS = 40

/** The attributes that choose what is shown, and those that say how. A frame is told of a change; `show` loads it anew. */
const ATTRIBUTES = [
  'src',
  'project',
  'view',
  'show',
  'host',
  'theme',
  'language',
  'time-zone',
  'label',
] as const
type Attribute = (typeof ATTRIBUTES)[number]

/**
 * `<open-ports>`: the page in a frame as high as what it shows. What stands between its tags is seen until the frame
 * answers. Events, each with its `detail`: `ready` and `viewchange` ({query}), `selection` ({row}), `error` ({kind}),
 * `sessionend` ({seconds} that are left).
 */
class OpenPorts extends HTMLElement {
  static readonly observedAttributes: readonly Attribute[] = ATTRIBUTES

  /** Gets a ticket from the console's own server; called whenever the frame has no session, or soon will have none. */
  ticket: (() => Promise<string>) | null = null

  readonly #frame = document.createElement('iframe')
  #query = ''
  #isHeard = false
  #greeting: ReturnType<typeof setInterval> | undefined

  constructor() {
    super()
    const { style } = this.#frame
    Object.assign(style, { display: 'block', width: '100%', height: '0', border: '0' })
    this.#frame.allow = 'clipboard-write'
    this.#frame.addEventListener('load', () => this.#greet())
    this.attachShadow({ mode: 'open' }).append(document.createElement('slot'), this.#frame)
  }

  /** The query string of what is shown, as the address of the host may keep it. Setting it shows that. */
  get view(): string {
    return this.#query
  }
  set view(query: string) {
    this.setAttribute('view', query)
  }

  /** Asks the server whether there is anything newer. */
  refresh(): void {
    this.#say({ type: 'refresh' })
  }

  connectedCallback(): void {
    this.style.display ||= 'block'
    addEventListener('message', this.#hear)
    this.#load()
  }

  disconnectedCallback(): void {
    removeEventListener('message', this.#hear)
    clearInterval(this.#greeting)
  }

  attributeChangedCallback(name: Attribute, before: string | null, value: string | null): void {
    if (!this.isConnected || before === value) return
    switch (name) {
      case 'view':
        if ((value ?? '') === this.#query) break
        if (this.#isHeard) this.#say({ type: 'view', query: value ?? '' })
        else {
          this.#query = value ?? ''
          this.#load() // a frame that is on its way would not hear it
        }
        break
      case 'project':
        if (this.#isHeard) this.#say({ type: 'scope', project: value, enterprise_project_id: null })
        else this.#load()
        break
      case 'theme':
      case 'language':
      case 'time-zone':
        this.#say({ type: 'look', ...this.#look() })
        break
      case 'src':
      case 'show':
      case 'host':
      case 'label':
        this.#load()
    }
  }

  /** The page to frame: the one beside this script, unless `src` names another. */
  get #page(): URL {
    const src = this.getAttribute('src')
    if (src === null) return new URL('.', import.meta.url)
    const { origin, pathname } = new URL(src, location.href)
    return new URL(pathname.replace(/\/?$/, '/'), origin)
  }

  #look(): Pick<Extract<HostMessage, { type: 'look' }>, 'theme' | 'language' | 'timeZone'> {
    const [theme, language, timeZone] = ['theme', 'language', 'time-zone'].map((name) =>
      this.getAttribute(name),
    )
    return {
      ...(isOneOf(THEMES, theme) && { theme }),
      ...(isOneOf(LANGUAGES, language) && { language }),
      ...(typeof timeZone === 'string' && { timeZone }),
    }
  }

  #load(): void {
    const url = this.#page
    url.search = this.#query || (this.getAttribute('view') ?? '')
    url.searchParams.set('embed', 'true')
    url.searchParams.set('show', this.getAttribute('show') ?? '')
    for (const name of ['project', 'host'] as const) {
      const value = this.getAttribute(name)
      if (value !== null) url.searchParams.set(name, value)
    }
    this.#isHeard = false
    this.setAttribute('aria-busy', 'true')
    this.#frame.title = this.getAttribute('label') ?? 'Openports'
    this.#frame.src = url.href
  }

  #greet(): void {
    if (this.#frame.src === '') return // the empty document of a frame that was only just put there
    let left = GREETINGS
    const greet = () => {
      if (left-- > 0) return this.#say({ type: 'hello', ...this.#look() }, true)
      clearInterval(this.#greeting)
      this.#tell('error', { kind: 'silent' })
    }
    clearInterval(this.#greeting)
    this.#greeting = setInterval(greet, GREET_EVERY)
    greet()
  }

  #say(said: Said, isFirst = false): void {
    if (this.#isHeard || isFirst)
      this.#frame.contentWindow?.postMessage({ openports: 1, ...said }, this.#page.origin)
  }

  #tell(name: string, detail: object): void {
    this.dispatchEvent(new CustomEvent(name, { detail }))
  }

  readonly #hear = ({ source, origin, data }: MessageEvent<FrameMessage | null>): void => {
    if (source !== this.#frame.contentWindow || origin !== this.#page.origin || data?.openports !== 1) return
    switch (data.type) {
      case 'welcome':
        clearInterval(this.#greeting)
        this.#isHeard = true
        this.removeAttribute('aria-busy')
        this.shadowRoot?.querySelector('slot')?.remove()
        this.#say({ type: 'look', ...this.#look() }) // as it is by now
        break
      case 'ready':
        this.#query = data.query
        this.#tell('ready', { query: data.query })
        break
      case 'viewChanged':
        if (data.query === this.#query) break
        this.#query = data.query
        this.#tell('viewchange', { query: data.query })
        break
      case 'height':
        this.#frame.style.height = `${data.height}px`
        break
      case 'selection':
        this.#tell('selection', { row: data.row })
        break
      case 'error':
        this.#tell('error', { kind: data.kind })
        break
      case 'sessionWanted':
        void this.#renew(0)
        break
      case 'sessionEnding':
        void this.#renew(data.seconds)
        break
    }
  }

  async #renew(seconds: number): Promise<void> {
    this.#tell('sessionend', { seconds })
    if (this.ticket === null) return
    try {
      this.#say({ type: 'ticket', ticket: await this.ticket() })
    } catch {
      this.#tell('error', { kind: 'ticket' })
    }
  }
}

const THEMES = ['system', 'light', 'dark'] as const
const LANGUAGES = ['en', 'zh-CN'] as const

const isOneOf = <Word extends string>(
  words: readonly Word[],
  word: string | null | undefined,
): word is Word => words.some((known) => known === word)

customElements.define('open-ports', OpenPorts)
