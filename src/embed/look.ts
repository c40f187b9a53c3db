import type { HostMessage, HostStyle } from '#contract/embed.ts'

type Look = Omit<Extract<HostMessage, { type: 'look' }>, 'openports' | 'type'>

/** Reads how a frame is to look: by the attributes of its element, and by the custom properties that hold there. */
export type LookReader = {
  read: () => Look
  /** Has to be in the element's shadow: a browser works out the custom properties on it. */
  probe: HTMLElement
}

/**
 * A property that stands for each `--openports-…`: of the same kind of value, so that whatever the host writes (a name, a mix, a
 * variable of its own) is read as the browser computed it.
 */
const PROBED = {
  accent: 'color',
  background: 'background-color',
  surface: 'outline-color',
  text: 'text-decoration-color',
  border: 'border-top-color',
  radius: 'border-top-left-radius',
  font: 'font-family',
} as const satisfies Record<keyof HostStyle, string>

/** @param changed is told when a colour or the radius became another one, as with a theme of the host. */
export function createLookReader(element: HTMLElement, changed: () => void): LookReader {
  const probe = document.createElement('span')
  // A computed value that changes begins a transition: no other event tells of it.
  Object.assign(probe.style, { position: 'absolute', visibility: 'hidden', transition: 'all 1ms' })
  for (const [name, property] of Object.entries(PROBED))
    probe.style.setProperty(property, `var(--openports-${name})`)
  let known = ''
  const read = (): Look => {
    const [theme, language, timeZone] = ['theme', 'language', 'time-zone'].map((name) =>
      element.getAttribute(name),
    )
    const look: Look = {
      ...(isOneOf(THEMES, theme) && { theme }),
      ...(isOneOf(LANGUAGES, language) && { language }),
      ...(typeof timeZone === 'string' && { timeZone }),
      style: styleOf(element, probe),
    }
    known = JSON.stringify(look)
    return look
  }
  probe.addEventListener('transitionend', () => {
    const before = known
    if (JSON.stringify(read()) !== before) changed()
  })
  return { read, probe }
}

function styleOf(element: HTMLElement, probe: HTMLElement): HostStyle {
  const [own, computed] = [getComputedStyle(element), getComputedStyle(probe)]
  const style: Record<string, string> = {}
  for (const [name, property] of Object.entries(PROBED))
    if (own.getPropertyValue(`--openports-${name}`).trim() !== '')
      style[name] = computed.getPropertyValue(property)
  const { radius = '', font = '', ...colours } = style
  return {
    ...colours,
    ...(radius.endsWith('px') && { radius: `${Math.min(Math.round(Number.parseFloat(radius)), 32)}px` }),
    ...(font !== '' && font.length <= 200 && { font }),
  }
}

const THEMES = ['system', 'light', 'dark'] as const
const LANGUAGES = ['en', 'zh-CN'] as const

const isOneOf = <Word extends string>(
  words: readonly Word[],
  word: string | null | undefined,
): word is Word => words.some((known) => known === word)
