// The file of the build that servers.ts speaks of.
export { ServerPanel } from './features/servers/ServerPanel.tsx'
export { ServersTable } from './features/servers/ServersTable.tsx'
