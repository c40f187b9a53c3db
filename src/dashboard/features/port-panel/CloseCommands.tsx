import { Copy } from 'lucide-react'
import { useId, useState } from 'react'

import type { PortRow } from '#contract/port-row.ts'
import { closePort, PLATFORMS } from '#export/close-port.ts'
import { readSources } from '#export/sources.ts'
import { useI18n } from '#i18n/i18n.ts'
import { usePortPanelTexts } from '#i18n/port-panel.ts'
import { Button } from '#ui/Button.tsx'
import { Segmented } from '#ui/Segmented.tsx'

/** Commands to paste, for one platform at a time, that close a port to all but the sources that the reader lists. */
export function CloseCommands({ row }: { row: PortRow }) {
  const { t } = useI18n()
  const texts = usePortPanelTexts()
  const id = useId()
  const [platform, setPlatform] = useState<(typeof PLATFORMS)[number]>('linux')
  const [listed, setListed] = useState('')
  const [said, setSaid] = useState('')
  const { sources, wrong } = readSources(listed)
  const lines = closePort(row, sources)
  if (lines === null) return null
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(lines[platform])
      setSaid(t.common.copied)
    } catch {
      setSaid(t.common.copyFailed)
    }
  }
  return (
    <details className="pt-1">
      <summary className="touchable w-fit rounded-badge font-[550] text-accent marker:text-muted">
        {texts.howToClose}
      </summary>
      <div className="grid justify-items-start gap-2 pt-2">
        <p className="text-muted">{texts.denyWarning}</p>
        <label htmlFor={id} className="font-[550]">
          {texts.sources}
        </label>
        <input
          id={id}
          value={listed}
          placeholder="10.0.0.0/8, 192.168.1.5"
          autoComplete="off"
          spellCheck={false}
          aria-invalid={wrong.length > 0}
          aria-describedby={`${id}-wrong`}
          onChange={(event) => {
            setListed(event.target.value)
            setSaid('')
          }}
          className="h-8 w-full rounded-control border border-line-strong bg-surface px-2.5 font-mono placeholder:text-muted aria-invalid:border-danger pointer-coarse:h-11"
        />
        <output id={`${id}-wrong`} className="text-danger-text empty:hidden">
          {wrong.length > 0 && texts.noSource(wrong.join(', '))}
        </output>
        <Segmented
          label={texts.platform}
          value={platform}
          options={PLATFORMS.map((value) => ({ value, label: texts.platforms[value] }))}
          onChange={(platform) => {
            setPlatform(platform)
            setSaid('')
          }}
        />
        <p className="text-muted">{texts.platformHint[platform]}</p>
        <textarea
          readOnly // takes the focus, scrolls by keyboard and can be selected whole
          rows={Math.min(12, lines[platform].split('\n').length)}
          value={lines[platform]}
          wrap="off"
          spellCheck={false}
          aria-label={texts.commands(texts.platforms[platform])}
          className="w-full resize-none rounded-control border border-line bg-sunken p-2.5 font-mono text-small"
        />
        <div className="flex items-center gap-2">
          <Button onClick={() => void copy()}>
            <Copy aria-hidden className="size-3.5" />
            {t.common.copy}
          </Button>
          <output className="text-muted">{said}</output>
        </div>
      </div>
    </details>
  )
}
