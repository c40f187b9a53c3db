// In a file of its own: what reads these answers is not part of the first load.
export { writeServerRowsQuery } from '#contract/servers-query.ts'
export { SERVER_ROWS_PATH, ServerRowsAnswer, SERVERS_LIMITS } from '#contract/servers.ts'
