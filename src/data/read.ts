import { ApiError } from './api-error.ts'

/** The body of an answer, decoded. */
export async function read<Value>(answer: Response, decode: (wire: unknown) => Value): Promise<Value> {
  try {
    return decode(await answer.json())
  } catch (cause) {
    throw ApiError.unreadable(answer.headers.get('x-request-id'), cause)
  }
}
