import type { Engine } from './engine.ts'

/** Runs single statements, each whole by itself, and says in words what went wrong with the database. */
export type Statements = {
  reading: <Result>(read: () => Promise<Result>) => Promise<Result>
  /** Waits for another process that writes. */
  writing: <Result>(write: () => Promise<Result>) => Promise<Result>
}

export function statementsOf(engine: Engine): Statements {
  const reading: Statements['reading'] = async (work) => {
    try {
      return await work()
    } catch (error) {
      throw engine.explain(error)
    }
  }
  return { reading, writing: (write) => reading(() => engine.waiting(write)) }
}
