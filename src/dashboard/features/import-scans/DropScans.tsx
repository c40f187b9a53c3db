import { useEffect, useState } from 'react'

import { useOpenImport } from '#dashboard/core/import-scans.ts'
import { useImportTexts } from '#i18n/imports.ts'

import { droppedFiles } from './dropped-files.ts'

/** Takes files that are dropped anywhere on the page: without it the browser would leave the page for them. */
export function DropScans() {
  const texts = useImportTexts()
  const open = useOpenImport()
  const [isOver, setOver] = useState(false)
  useEffect(() => {
    const listening = new AbortController()
    const { signal } = listening
    const ofFiles = (take: (event: DragEvent, data: DataTransfer) => void) => (event: DragEvent) => {
      if (event.dataTransfer?.types.includes('Files') !== true) return
      event.preventDefault()
      take(event, event.dataTransfer)
    }
    addEventListener(
      'dragover',
      ofFiles(() => setOver(true)),
      { signal },
    )
    addEventListener(
      'dragleave',
      ofFiles(({ relatedTarget }) => relatedTarget === null && setOver(false)), // it left the window
      { signal },
    )
    addEventListener(
      'drop',
      ofFiles((_, data) => {
        setOver(false)
        void droppedFiles(data).then((files) => files.length > 0 && open(files))
      }),
      { signal },
    )
    return () => listening.abort()
  }, [open])
  return (
    isOver && (
      <p className="pointer-events-none fixed inset-4 z-50 flex items-center justify-center rounded-card border-2 border-dashed border-accent bg-accent-weak/90 text-title font-[650] text-accent">
        {texts.drop}
      </p>
    )
  )
}
