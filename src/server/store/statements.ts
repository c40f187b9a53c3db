import type { Transaction } from 'kysely'

import type { Engine } from './engine.ts'
import type { Tables } from './schema.ts'

/** Runs statements, and says in words what went wrong with the database. */
export type Statements = {
  reading: <Result>(read: () => Promise<Result>) => Promise<Result>
  /** Waits for another process that writes. */
  writing: <Result>(write: () => Promise<Result>) => Promise<Result>
  /** Several as one. The first has to write, under `engine.waiting`: what is read after it holds until the end. */
  changing: <Result>(change: (db: Transaction<Tables>) => Promise<Result>) => Promise<Result>
}

export function statementsOf(engine: Engine): Statements {
  const reading: Statements['reading'] = async (work) => {
    try {
      return await work()
    } catch (error) {
      throw engine.explain(error)
    }
  }
  return {
    reading,
    writing: (write) => reading(() => engine.waiting(write)),
    changing: (change) => reading(() => engine.writer.transaction().execute(change)),
  }
}
