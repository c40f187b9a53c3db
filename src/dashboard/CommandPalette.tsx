import { useTakeAwayWords } from '#i18n/use-export-messages.ts'
import { usePaletteWords } from '#i18n/use-help-messages.ts'

import { Palette } from './features/palette/Palette.tsx'
import { findCommands } from './palette-commands.ts'
import type { CommandContext } from './palette-commands.ts'

/** The palette over the commands of this page. */
export function CommandPalette({
  context,
  onClose,
}: {
  context: Omit<CommandContext, 'words' | 'takeAwayWords'>
  onClose: () => void
}) {
  const words = usePaletteWords()
  const takeAwayWords = useTakeAwayWords()
  return (
    <Palette find={(text) => findCommands({ ...context, words, takeAwayWords }, text)} onClose={onClose} />
  )
}
