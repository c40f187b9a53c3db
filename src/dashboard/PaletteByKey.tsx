import { useState } from 'react'

import { useI18n } from '#i18n/i18n.ts'

import { Part } from './core/Part.tsx'
import { useShortcuts } from './core/shortcuts.ts'
import { overlays } from './overlays.ts'

/** The palette, which its key opens. */
export function PaletteByKey({ onHelp, onAlerts }: { onHelp: () => void; onAlerts: () => void }) {
  const { t } = useI18n()
  const [isOpen, setOpen] = useState(false)
  useShortcuts({ palette: () => setOpen(true) })
  if (!isOpen) return null
  return (
    <Part of={overlays} name={t.palette.title}>
      {({ CommandPalette }) => (
        <CommandPalette onHelp={onHelp} onAlerts={onAlerts} onClose={() => setOpen(false)} />
      )}
    </Part>
  )
}
