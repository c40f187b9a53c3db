import { defineOpenPorts, OpenPortsElement } from './element.ts'

// The script that a server has for pages that frame it: /embed.js. The page to frame is the one beside it.
OpenPortsElement.page = new URL('.', import.meta.url).href
defineOpenPorts()
