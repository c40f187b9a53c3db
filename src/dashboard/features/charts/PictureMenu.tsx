import { Download } from 'lucide-react'
import { useState } from 'react'
import type { RefObject } from 'react'

import { useChosenScope } from '#dashboard/core/scope-context.tsx'
import { useI18n } from '#i18n/i18n.ts'
import { Popover } from '#ui/Popover.tsx'

import { savePicture } from './picture/save-picture.ts'

const FORMATS = ['svg', 'png'] as const

type Props = {
  /** What holds the chart's `figure`. */
  chart: RefObject<HTMLElement | null>
  title: string
  /** A short word for the file's name. */
  subject: string
}

/** The button that saves a chart as a picture. It stands in the corner of the chart's card. */
export function PictureMenu(props: Props) {
  const { t } = useI18n()
  return (
    <div data-no-picture className="absolute top-2 right-3">
      <Popover
        name={t.charts.picture.open(props.title)}
        button={<Download aria-hidden className="size-4" />}
        buttonClass="inline-flex size-8 items-center justify-center rounded-control text-muted hover:bg-sunken hover:text-text"
      >
        <Formats {...props} />
      </Popover>
    </div>
  )
}

function Formats({ chart, title, subject }: Props) {
  const { t } = useI18n()
  const { scopeQuery } = useChosenScope()
  const [said, setSaid] = useState('')
  const save = async (format: (typeof FORMATS)[number]) => {
    const figure = chart.current?.querySelector('figure')
    if (!figure) return // still on its way
    try {
      await savePicture(figure, format, { title, subject, scopeQuery })
      setSaid(t.charts.picture.saved)
    } catch {
      setSaid(t.charts.picture.failed)
    }
  }
  return (
    <div className="grid w-56 max-w-full">
      {FORMATS.map((format) => (
        <button
          key={format}
          type="button"
          onClick={() => void save(format)}
          className="flex h-8 items-center justify-between gap-4 rounded-badge px-2 hover:bg-sunken pointer-coarse:h-11"
        >
          <span className="font-[550]">{t.charts.picture.format[format].name}</span>
          <span className="text-small text-muted">{t.charts.picture.format[format].hint}</span>
        </button>
      ))}
      <output className="min-h-5 px-2 text-muted">{said}</output>
    </div>
  )
}
