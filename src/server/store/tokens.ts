import { z } from '#contract/zod.ts'
import { Grant } from '#server/common/identity.ts'

import type { Engine } from './engine.ts'
import { statementsOf } from './statements.ts'
import type { KeptToken, TokenStore } from './types.ts'

const Grants = z.array(Grant)

/** @see Store.tokens. One statement a change: nothing to lock, and nothing half done. */
export function tokenStore(engine: Engine): TokenStore {
  const { reader, writer } = engine
  const { reading, writing } = statementsOf(engine)

  return {
    add: async (key, { name, grants, created, expires }) => {
      const added = await writing(() =>
        writer
          .insertInto('api_token')
          .values({ key, name, grants: JSON.stringify(grants), created, expires, used: null })
          .onConflict((conflict) => conflict.column('name').doNothing())
          .returning('name')
          .execute(),
      )
      return added.length > 0
    },

    find: async (key) => {
      const found = await reading(() =>
        reader.selectFrom('api_token').selectAll().where('key', '=', key).executeTakeFirst(),
      )
      return found ? kept(found) : null
    },

    list: async () =>
      (await reading(() => reader.selectFrom('api_token').selectAll().orderBy('name').execute())).map(kept),

    touch: async (key, at) => {
      const used = at.toISOString()
      await writing(() => writer.updateTable('api_token').set({ used }).where('key', '=', key).execute())
    },

    revoke: async (name) => {
      const gone = await writing(() =>
        writer.deleteFrom('api_token').where('name', '=', name).returning('name').execute(),
      )
      return gone.length > 0
    },
  }
}

const kept = ({
  name,
  grants,
  created,
  expires,
  used,
}: Omit<KeptToken, 'grants'> & { grants: string }): KeptToken => ({
  name,
  grants: Grants.parse(JSON.parse(grants)),
  created,
  expires,
  used,
})
