import {
  PortProgramsParameters,
  RemoveServerParameters,
  ServerParameters,
  ServerRowsParameters,
  ServersParameters,
} from '#contract/servers-query.ts'
import { PORT_PROGRAMS_PATH, SERVER_PATH, SERVER_ROWS_PATH, SERVERS_PATH } from '#contract/servers.ts'

import type { Operation } from './operation.ts'

const ofProject = [404, 503] as const

/** Servers, their ports and programs. */
export const SERVER_OPERATIONS: readonly Operation[] = [
  {
    method: 'get',
    path: SERVERS_PATH,
    id: 'listServers',
    summary: 'Servers of a scope with counts of their ports, worst first',
    access: 'data',
    query: ServersParameters,
    returns: 'ServersAnswer',
    errors: ofProject,
  },
  {
    method: 'get',
    path: SERVER_ROWS_PATH,
    id: 'listServerRows',
    summary: 'Ports with the number of matching servers, and of those bound to loopback alone',
    access: 'data',
    query: ServerRowsParameters,
    returns: 'ServerRowsAnswer',
    errors: ofProject,
  },
  {
    method: 'get',
    path: SERVER_PATH,
    id: 'getServer',
    summary: 'One server with its ports and changes',
    access: 'data',
    query: ServerParameters,
    returns: 'ServerAnswer',
    errors: ofProject,
  },
  {
    method: 'delete',
    path: SERVER_PATH,
    id: 'removeServer',
    summary: 'Removes a server from the inventory until it is read again',
    access: 'data',
    query: RemoveServerParameters,
    returns: null,
    errors: [404],
  },
  {
    method: 'get',
    path: PORT_PROGRAMS_PATH,
    id: 'listPortPrograms',
    summary: 'The programs behind a port, by server count',
    access: 'data',
    query: PortProgramsParameters,
    returns: 'PortProgramsAnswer',
    errors: ofProject,
  },
]
