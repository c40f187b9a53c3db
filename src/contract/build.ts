/**
 * The header by which each answer for data tells which build of the page the server has. Another one than before: the
 * server was upgraded, and an open page is older than what it talks to.
 */
export const BUILD_HEADER = 'Openports-Build'
