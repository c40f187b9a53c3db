/** A small text that several processes change one after the other: the store's, and of this process alone. */
type ChangeDocument = <Result>(
  key: string,
  change: (text: string | null) => { text: string; result: Result },
) => Promise<Result>

/** Such texts, also as they are at the moment: that takes no writing, which a full disk would refuse. */
export type Documents = { read: (key: string) => Promise<string | null>; change: ChangeDocument }

/** Documents in memory: for a program that leaves nothing behind. */
export function createDocuments(): Documents {
  const texts = new Map<string, string>()
  return {
    read: (key) => Promise.resolve(texts.get(key) ?? null),
    change: (key, change) => {
      const { text, result } = change(texts.get(key) ?? null)
      texts.set(key, text)
      return Promise.resolve(result)
    },
  }
}
