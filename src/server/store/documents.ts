import type { Engine } from './engine.ts'
import type { Reader } from './scope-query.ts'

/** @see Store.document */
export async function readDocument(db: Reader, key: string): Promise<string | null> {
  const found = await db.selectFrom('document').select('text').where('key', '=', key).executeTakeFirst()
  return found?.text || null
}

/**
 * @see Store.changeDocument. The first statement writes, which locks the document in PostgreSQL and the file in SQLite:
 * what is read then is what the one before left.
 */
export async function changeDocument<Result>(
  engine: Engine,
  key: string,
  change: (text: string | null) => { text: string; result: Result },
): Promise<Result> {
  try {
    return await engine.writer.transaction().execute(async (db) => {
      const before = await engine.waiting(() =>
        db
          .insertInto('document')
          .values({ key, text: '' })
          .onConflict((known) => known.column('key').doUpdateSet((eb) => ({ text: eb.ref('document.text') })))
          .returning('text')
          .executeTakeFirstOrThrow(),
      )
      const { text, result } = change(before.text === '' ? null : before.text)
      if (text !== before.text)
        await db.updateTable('document').set({ text }).where('key', '=', key).execute()
      return result
    })
  } catch (error) {
    throw engine.explain(error)
  }
}
