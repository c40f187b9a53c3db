import { useI18n } from '#i18n/i18n.ts'

import { useChosenScope } from './core/scope-context.tsx'
import { CHARTS_ID, chartsFold } from './features/charts/charts-fold.ts'
import { OverlayMenu } from './OverlayMenu.tsx'

/** The exports of the view. Its picture is that of the charts on screen. */
export function ExportButton({ frame }: { frame?: { hasCharts: boolean } }) {
  const { t } = useI18n()
  const { scopeQuery } = useChosenScope()
  const isOpen = chartsFold.use() === 'open'
  const hasCharts = frame?.hasCharts ?? isOpen
  const savePicture = async () => {
    const charts = document.getElementById(CHARTS_ID)
    if (charts === null) throw new Error('the charts are not drawn yet')
    const { savePicture } = await import('./features/charts/picture/save-picture.ts')
    await savePicture(charts, 'png', { title: t.charts.label, subject: 'charts', scopeQuery })
  }
  return (
    <OverlayMenu name={t.header.export} size="h-96 w-80">
      {({ ExportMenu }) => (
        <ExportMenu isFramed={frame !== undefined} onPicture={hasCharts ? savePicture : null} />
      )}
    </OverlayMenu>
  )
}
