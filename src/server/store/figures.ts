import type { Engine } from './engine.ts'

/** @see Store.figures */
export async function readFigures(engine: Engine): Promise<{ bytes: number; sessions: number }> {
  const { sessions } = await engine.reader
    .selectFrom('session')
    .select((eb) => eb.fn.countAll<number>().as('sessions'))
    .executeTakeFirstOrThrow()
  return { bytes: await engine.size(), sessions }
}
