import { useI18n } from '#i18n/i18n.ts'
import { Notice } from '#ui/Notice.tsx'

import { QuietPart } from './core/Part.tsx'
import { overlays } from './overlays.ts'

/** Where there is no project yet: what is known of those that are configured. */
export function ProjectsToCome() {
  const { t } = useI18n()
  return (
    <QuietPart of={overlays} placeholder={<Notice tone="empty" title={t.scope.noProjects} />}>
      {({ Connecting }) => <Connecting />}
    </QuietPart>
  )
}
