import type { OpenPortsElement, OpenPortsEvents } from '@openports/embed'
import type { DetailedHTMLProps, HTMLAttributes } from 'react'

/** The attributes of `<open-ports>`, as docs/embed.md lists them. */
export type OpenPortsAttributes = {
  src?: string
  project?: string
  view?: string
  show?: string
  host?: string
  theme?: 'light' | 'dark' | 'system'
  language?: 'en' | 'zh-CN'
  'time-zone'?: string
  label?: string
}

/** React 19 listens to the events of a custom element under their own names, and sets what is a property of it. */
export type OpenPortsProps = Omit<
  DetailedHTMLProps<HTMLAttributes<OpenPortsElement>, OpenPortsElement>,
  keyof OpenPortsAttributes
> &
  OpenPortsAttributes & {
    ticket?: OpenPortsElement['ticket']
  } & { [Name in keyof OpenPortsEvents as `on${Name}`]?: (event: OpenPortsEvents[Name]) => void }

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'open-ports': OpenPortsProps
    }
  }
}
