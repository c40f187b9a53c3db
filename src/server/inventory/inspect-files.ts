import { ImportError } from './import-error.ts'
import { inspectFile } from './inspect.ts'
import type { InspectedFile, ScanFile } from './inspect.ts'
import type { ImportWatch } from './read-files.ts'

const AT_ONCE = 16 // files that are open

/** Looks at files, in the order in which their scans began. What cannot be imported is in `bad`. */
export async function inspectFiles(
  scans: readonly ScanFile[],
  { signal }: ImportWatch,
): Promise<{ files: readonly InspectedFile[]; bad: readonly ImportError[] }> {
  const files: InspectedFile[] = []
  const bad: ImportError[] = []
  for (let i = 0; i < scans.length; i += AT_ONCE) {
    signal?.throwIfAborted()
    const some = await Promise.allSettled(scans.slice(i, i + AT_ONCE).map(inspectFile))
    for (const inspected of some)
      if (inspected.status === 'fulfilled') files.push(inspected.value)
      else if (inspected.reason instanceof ImportError) bad.push(inspected.reason)
      else throw inspected.reason
  }
  return { files: files.toSorted((a, b) => a.readFrom.getTime() - b.readFrom.getTime()), bad }
}
