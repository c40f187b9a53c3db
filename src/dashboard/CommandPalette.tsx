import { useI18n } from '#i18n/i18n.ts'

import { Palette } from './features/palette/Palette.tsx'
import { findCommands } from './palette-commands.ts'
import type { CommandContext } from './palette-commands.ts'

/** The palette over the commands of this page. */
export function CommandPalette({
  context,
  onClose,
}: {
  context: Omit<CommandContext, 't'>
  onClose: () => void
}) {
  const { t } = useI18n()
  return <Palette find={(text) => findCommands({ ...context, t }, text)} onClose={onClose} />
}
