const PIECE = 65_536 // bytes

/**
 * Bytes as a body that is written piece by piece, as its client takes them: what is not sent yet costs nothing, and a client
 * that takes nothing is known by it. The bytes are not copied, so any number of answers may have the same.
 */
export function inPieces(bytes: Uint8Array<ArrayBuffer>): ReadableStream<Uint8Array<ArrayBuffer>> {
  let sent = 0
  return new ReadableStream(
    {
      pull: (controller) => {
        if (sent < bytes.length) controller.enqueue(bytes.subarray(sent, (sent += PIECE)))
        if (sent >= bytes.length) controller.close()
      },
    },
    { highWaterMark: 0 }, // a piece is made when somebody wants it
  )
}
