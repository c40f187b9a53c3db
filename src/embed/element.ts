import type { FrameMessage, HostMessage } from '#contract/embed.ts'

import { createLookReader } from './look.ts'
import type { LookReader } from './look.ts'

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

/** The events of the element, by name. They do not bubble. */
export type OpenPortsEvents = {
  /** The first figures are on screen. */
  ready: CustomEvent<{ query: string }>
  /** The view changed, by the user in the frame. */
  viewchange: CustomEvent<{ query: string }>
  /** The panel of a port opened, or closed: null. */
  selection: CustomEvent<{ row: { port: number; type: string } | null }>
  /**
   * Something could not be had: `src` (no address to frame), `silent` (the frame never responded), `ticket` (the function failed),
   * `ticketRefused`, or a kind of the page's own errors.
   */
  error: CustomEvent<{ kind: string }>
  /** There is no session, or it ends in so many seconds. */
  sessionend: CustomEvent<{ seconds: number }>
}

declare global {
  interface HTMLElementTagNameMap {
    'open-ports': OpenPortsElement
  }
}

/** Where there is no document, as on a server that renders a page with React, the module can be loaded all the same. */
const Base = globalThis.HTMLElement ?? Object

/**
 * `<open-ports>`: the page of Openports in a frame as high as what it shows. What stands between its tags is seen until the frame
 * answers. Attributes, events and custom properties are in docs/embed.md.
 */
// oxlint-disable-next-line typescript/no-unsafe-declaration-merging -- the interface adds overloads of a method that every element has
export class OpenPortsElement extends Base {
  /** The version of this element (semantic): of attributes, properties, events and custom properties. */
  static readonly version: string = '1.0.0'

  /** The URL of the page to frame where an element has no `src`; embed.js names the server that it comes from. */
  static page: string | null = null

  static readonly observedAttributes: readonly string[] = ATTRIBUTES

  readonly #frame = document.createElement('iframe')
  readonly #look: LookReader
  #ticket: (() => Promise<string>) | null = null
  #query = ''
  #isHeard = false
  #greeting: ReturnType<typeof setInterval> | undefined

  constructor() {
    super()
    const { style } = this.#frame
    Object.assign(style, { display: 'block', width: '100%', height: '0', border: '0' })
    this.#frame.allow = 'clipboard-write'
    this.#frame.addEventListener('load', () => this.#greet())
    this.#look = createLookReader(this, () => this.#sayLook())
    const shadow = this.attachShadow({ mode: 'open' })
    shadow.append(document.createElement('slot'), this.#frame, this.#look.probe)
    this.#adopt('ticket')
    this.#adopt('view')
  }

  /** Gets a ticket from the console's own server; called whenever the frame has no session, or soon will have none. */
  get ticket(): (() => Promise<string>) | null {
    return this.#ticket
  }
  set ticket(ticket: (() => Promise<string>) | null) {
    this.#ticket = ticket
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
        this.#sayLook()
        break
      case 'src':
      case 'show':
      case 'host':
      case 'label':
        this.#load()
    }
  }

  /** The page to frame; null where none is named, or what is named is no address. */
  get #page(): URL | null {
    const src = this.getAttribute('src') ?? OpenPortsElement.page
    if (src === null || !URL.canParse(src, location.href)) return null
    const { origin, pathname } = new URL(src, location.href)
    return new URL(pathname.replace(/\/?$/, '/'), origin)
  }

  /** What a script set before this one came would stand in front of the class for good. */
  #adopt(name: 'ticket' | 'view'): void {
    if (!Object.hasOwn(this, name)) return
    const early: unknown = this[name]
    Reflect.deleteProperty(this, name)
    Reflect.set(this, name, early)
  }

  #load(): void {
    this.#isHeard = false
    const url = this.#page
    if (url === null) {
      queueMicrotask(() => this.#tell('error', { kind: 'src' })) // who made the element has its listeners by then
      return
    }
    url.search = this.#query || (this.getAttribute('view') ?? '')
    url.searchParams.set('embed', 'true')
    url.searchParams.set('show', this.getAttribute('show') ?? '')
    for (const name of ['project', 'host'] as const) {
      const value = this.getAttribute(name)
      if (value !== null) url.searchParams.set(name, value)
    }
    this.setAttribute('aria-busy', 'true')
    this.#frame.title = this.getAttribute('label') ?? 'Openports'
    this.#frame.src = url.href
  }

  #greet(): void {
    if (this.#frame.src === '') return // the empty document of a frame that was only just put there
    let left = GREETINGS
    const greet = () => {
      if (left-- > 0) return this.#say({ type: 'hello', ...this.#look.read() }, true)
      clearInterval(this.#greeting)
      this.#tell('error', { kind: 'silent' })
    }
    clearInterval(this.#greeting)
    this.#greeting = setInterval(greet, GREET_EVERY)
    greet()
  }

  #sayLook(): void {
    this.#say({ type: 'look', ...this.#look.read() })
  }

  #say(said: Said, isFirst = false): void {
    const page = this.#page
    if (page !== null && (this.#isHeard || isFirst))
      this.#frame.contentWindow?.postMessage({ openports: 1, ...said }, page.origin)
  }

  #tell<Name extends keyof OpenPortsEvents>(name: Name, detail: OpenPortsEvents[Name]['detail']): void {
    this.dispatchEvent(new CustomEvent(name, { detail }))
  }

  readonly #hear = ({ source, origin, data }: MessageEvent<FrameMessage | null>): void => {
    if (source !== this.#frame.contentWindow || origin !== this.#page?.origin || data?.openports !== 1) return
    switch (data.type) {
      case 'welcome':
        clearInterval(this.#greeting)
        this.#isHeard = true
        this.removeAttribute('aria-busy')
        this.shadowRoot?.querySelector('slot')?.remove()
        this.#sayLook() // as it is by now
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
    if (this.#ticket === null) return
    try {
      this.#say({ type: 'ticket', ticket: await this.#ticket() })
    } catch {
      this.#tell('error', { kind: 'ticket' })
    }
  }
}

/** Listeners of the element's own events get them with their details. */
// oxlint-disable-next-line typescript/no-unsafe-declaration-merging -- as above
export interface OpenPortsElement {
  addEventListener<Name extends keyof OpenPortsEvents>(
    name: Name,
    listener: (this: OpenPortsElement, event: OpenPortsEvents[Name]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void
  addEventListener(
    name: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void
}

/** Makes `<open-ports>` of a document this element, unless it is one already. */
export function defineOpenPorts(): void {
  if (typeof customElements !== 'undefined' && customElements.get('open-ports') === undefined)
    customElements.define('open-ports', OpenPortsElement)
}
