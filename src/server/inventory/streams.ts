/** A first item before the others. */
export async function* prepend<Item>(first: Item, rest: AsyncIterable<Item>): AsyncGenerator<Item> {
  yield first
  yield* rest
}

/** The same bytes; their first piece has at least `length` of them, where there are as many. */
export async function* withHead(
  bytes: AsyncIterable<Uint8Array>,
  length: number,
): AsyncGenerator<Uint8Array> {
  let head: Uint8Array | null = new Uint8Array()
  for await (const piece of bytes) {
    if (head === null) yield piece
    else if ((head = Buffer.concat([head, piece])).length >= length) {
      yield head
      head = null
    }
  }
  if (head !== null && head.length > 0) yield head
}

/** The beginning of bytes, at most `length` of them; no more is read than that takes. */
export async function takeHead(bytes: AsyncIterable<Uint8Array>, length: number): Promise<Uint8Array> {
  for await (const head of withHead(bytes, length)) return head.subarray(0, length)
  return new Uint8Array()
}
