import type { Grant } from '#server/common/identity.ts'
import { makeToken, tokenKey } from '#server/http/auth/access.ts'
import { openStore } from '#server/store/open.ts'
import type { KeptToken, Store } from '#server/store/types.ts'

import { CommandLineError } from './command-line-error.ts'
import type { TokenCommand } from './command-line.ts'
import { readConfig, storeLocation } from './config.ts'
import { print } from './terminal.ts'

const DAY = 86_400_000

/** Adds, lists or revokes tokens in the store of this environment, and prints what became of it. */
export async function manageTokens(command: TokenCommand): Promise<void> {
  const store = await openStore(storeLocation(readConfig(process.env)))
  try {
    for (const line of await runTokenCommand(store, command, new Date())) print(line)
  } finally {
    await store.close()
  }
}

/** Does what was asked with the API tokens of a store, and gives the lines that tell of it. */
export async function runTokenCommand(
  { tokens, audit }: Pick<Store, 'tokens' | 'audit'>,
  command: TokenCommand,
  now: Date,
): Promise<string[]> {
  const note = (action: 'tokenAdded' | 'tokenRevoked', name: string) =>
    audit.note({
      at: now,
      subject: 'command',
      name: 'openports token',
      action,
      project: null,
      detail: name,
      address: '',
    })

  switch (command.do) {
    case 'list': {
      const kept = await tokens.list()
      return kept.length === 0 ? ['No tokens.'] : kept.map((token) => describe(token, now))
    }
    case 'add': {
      const { name, grant, days } = command
      const token = makeToken()
      const expires = days === null ? null : new Date(now.getTime() + days * DAY).toISOString()
      const isNew = await tokens.add(tokenKey(token), {
        name,
        grants: [grant],
        created: now.toISOString(),
        expires,
      })
      if (!isNew)
        throw new CommandLineError(`token ${name} already exists: choose another name, or revoke it first`)
      await note('tokenAdded', name)
      return [`Token ${name}, ${rights(grant)}, ${term(expires)}:`, token, 'It is not shown again.']
    }
    case 'revoke': {
      const { name } = command
      if (!(await tokens.revoke(name)))
        throw new CommandLineError(`token ${name} not found: to list tokens, npm run token -- list`)
      await note('tokenRevoked', name)
      return [`Token ${name} is revoked, and its sessions have ended.`]
    }
  }
}

const rights = ({ role, projects }: Grant): string =>
  `${role} of ${projects === '*' ? 'all projects' : projects.join(', ')}`

const term = (expires: string | null): string =>
  expires === null ? 'no expiry' : `expires ${expires.slice(0, 10)}`

function describe({ name, grants, created, expires, used }: KeptToken, now: Date): string {
  const isOver = expires !== null && Date.parse(expires) <= now.getTime()
  return [
    `${name}: ${grants.map(rights).join('; ')}`,
    `created ${created.slice(0, 10)}`,
    isOver ? `expired ${expires.slice(0, 10)}` : term(expires),
    used === null ? 'never used' : `last used ${used.slice(0, 16)}Z`,
  ].join(', ')
}
