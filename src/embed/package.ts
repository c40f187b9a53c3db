import { defineOpenPorts } from './element.ts'

// The entry of the npm package @openports/embed: in a bundle of the host, which is not beside any page, so each element has a `src`.
defineOpenPorts()

export { OpenPortsElement } from './element.ts'
export type { OpenPortsEvents } from './element.ts'
