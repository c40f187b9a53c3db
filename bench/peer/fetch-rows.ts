/** A row as the endpoint sends it: this page keeps it as it comes. */
export type Row = { port: number; type: string; num: number; status: string }

type Answer = { total_num: number; data_list: Row[] }

const LIMIT = 50_000

/** All rows of a project: the first window says how many there are, the others come side by side. */
export async function fetchRows(project: string, signal: AbortSignal): Promise<Row[]> {
  const first = await fetchWindow(project, 0, signal)
  const offsets = Array.from({ length: Math.ceil(first.total_num / LIMIT) - 1 }, (_, i) => (i + 1) * LIMIT)
  const others = await Promise.all(offsets.map((offset) => fetchWindow(project, offset, signal)))
  return [first, ...others].flatMap((answer) => answer.data_list)
}

async function fetchWindow(project: string, offset: number, signal: AbortSignal): Promise<Answer> {
  const response = await fetch(`/v5/${project}/asset/port/statistics?limit=${LIMIT}&offset=${offset}`, {
    signal,
  })
  if (!response.ok) throw new Error(`HTTP ${response.status}`)
  const answer: Answer = await response.json()
  return answer
}
