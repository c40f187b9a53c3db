import { Upload } from 'lucide-react'
import { useRef } from 'react'

import { useImportTexts } from '#i18n/imports.ts'
import { Button } from '#ui/Button.tsx'

/** The button that opens the browser's own list of files. */
export function ChooseFiles({ isFirst, onFiles }: { isFirst: boolean; onFiles: (files: File[]) => void }) {
  const texts = useImportTexts()
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={({ target }) => {
          const files = [...(target.files ?? [])]
          target.value = '' // so that the same files can be chosen again, after a change
          if (files.length > 0) onFiles(files)
        }}
      />
      <Button onClick={() => input.current?.click()} className="justify-self-start">
        <Upload aria-hidden className="size-4" />
        {isFirst ? texts.choose : texts.chooseOther}
      </Button>
    </>
  )
}
