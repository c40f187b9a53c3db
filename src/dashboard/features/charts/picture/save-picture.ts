import type { ScopeQuery } from '#contract/scope.ts'
import { saveFile } from '#dashboard/core/save-file.ts'
import { exportFileName } from '#export/file-name.ts'

import { picturePng } from './png.ts'
import { readPicture } from './read.ts'
import { pictureSvg } from './svg.ts'

/** What a chart can be saved as. */
type PictureFormat = 'svg' | 'png'

/** Saves a chart as it is on screen, in a file whose name carries the chart, the scope and the time. */
export async function savePicture(
  chart: Element,
  format: PictureFormat,
  { title, subject, scopeQuery }: { title: string; subject: string; scopeQuery: ScopeQuery },
): Promise<void> {
  const picture = readPicture(chart)
  const content =
    format === 'png'
      ? await picturePng(picture)
      : new Blob([pictureSvg(picture, title)], { type: 'image/svg+xml' })
  saveFile(exportFileName(scopeQuery, new Date(), format, subject), content)
}
