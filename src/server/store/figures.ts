import type { Engine } from './engine.ts'
import { currentScopes } from './projects.ts'
import type { Store } from './types.ts'

/** @see Store.figures */
export async function readFigures(engine: Engine): ReturnType<Store['figures']> {
  const { sessions } = await engine.reader
    .selectFrom('session')
    .select((eb) => eb.fn.countAll<number>().as('sessions'))
    .executeTakeFirstOrThrow()
  return { bytes: await engine.size(), sessions, scopes: await currentScopes(engine.reader) }
}
