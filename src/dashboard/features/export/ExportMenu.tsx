import { useState } from 'react'

import { rowsOfEntries } from '#analysis/fold.ts'
import { usePorts } from '#dashboard/core/ports-context.tsx'
import { useRowSelection } from '#dashboard/core/row-selection.tsx'
import { useChosenScope, useScope } from '#dashboard/core/scope-context.tsx'
import { useView, useViewActions } from '#dashboard/core/view-context.tsx'
import { useServer } from '#data/server.ts'
import { useExportTexts } from '#i18n/export.ts'
import { useI18n } from '#i18n/i18n.ts'
import { Segmented } from '#ui/Segmented.tsx'
import { linkTo } from '#view/link-to.ts'

import { copiesOf, FILES } from './export-kinds.ts'
import type { Copy, File } from './export-kinds.ts'
import { copy, download } from './export.ts'
import { MenuItem } from './MenuItem.tsx'
import { ServerFiles } from './ServerFiles.tsx'
import { useExportSource } from './use-export-source.ts'

/** Exports of the matching rows, or of the selected ones, as files, copies and links. */
export function ExportMenu({
  isFramed,
  onPicture,
}: {
  isFramed: boolean
  /** Saves the charts as a picture; null where there are none on screen. */
  onPicture: (() => Promise<void>) | null
}) {
  const { t } = useI18n()
  const texts = useExportTexts()
  const actions = useViewActions()
  const { snapshot, view } = useView().view
  const listsServers = view === 'servers'
  const { mark } = useScope()
  const { scopeQuery } = useChosenScope()
  const { isRead, listed, breakdown } = usePorts()
  const matching = rowsOfEntries(listed, breakdown.matches).length
  const { selected } = useRowSelection()
  const { apiUrl } = useServer()
  const sourceOf = useExportSource()
  /** What the last choice came to: shown below the menu, since a copy has no other visible effect. */
  const [said, setSaid] = useState('')
  const [what, setWhat] = useState<'selected' | 'matching'>('selected')
  const ofSelected = selected.count > 0 && what === 'selected'
  const rows = ofSelected ? selected.count : matching
  // A frame shows what the page around it says, whatever its snapshot.
  const canPin = snapshot === null && !isFramed

  const run = async (work: () => Promise<void>, done: string, failed: string) => {
    try {
      await work()
      setSaid(done)
    } catch {
      setSaid(failed)
    }
  }
  const save = (kind: File) =>
    run(() => download(kind, sourceOf(ofSelected)), texts.downloaded(rows), texts.failed)
  const put = (kind: Copy) =>
    run(() => copy(kind, sourceOf(ofSelected)), t.common.copied, t.common.copyFailed)
  const copyLink = () =>
    run(
      () => navigator.clipboard.writeText(linkTo(scopeQuery, location.href)),
      t.common.copied,
      t.common.copyFailed,
    )

  return (
    <div className="grid w-80 max-w-full grid-cols-1 gap-2 max-sm:w-full">
      {selected.count > 0 && !listsServers && (
        <div className="px-2">
          <Segmented
            label={texts.which}
            value={what}
            options={[
              { value: 'selected', label: texts.selected(selected.count) },
              { value: 'matching', label: texts.matching(matching) },
            ]}
            onChange={setWhat}
          />
        </div>
      )}
      {!listsServers && (
        <p className="px-2 text-muted">
          {ofSelected && texts.whatSelected(rows)}
          {!ofSelected && (isRead ? texts.what(rows) : t.empty.noData)}
        </p>
      )}
      <MenuPart title={texts.files}>
        {listsServers && <ServerFiles onSaid={setSaid} />}
        {isRead &&
          !listsServers &&
          FILES.map((kind) => <MenuItem key={kind} {...texts.file[kind]} onClick={() => void save(kind)} />)}
        {isRead && !listsServers && onPicture && (
          <MenuItem
            {...texts.picture}
            onClick={() => void run(onPicture, t.charts.picture.saved, texts.failed)}
          />
        )}
        <MenuItem {...(canPin ? texts.copyLink : texts.copySnapshotLink)} onClick={() => void copyLink()} />
        {canPin && mark && (
          <MenuItem
            {...texts.pin}
            onClick={() => {
              actions.change({ snapshot: mark.id })
              setSaid(texts.pinned)
            }}
          />
        )}
      </MenuPart>
      {isRead && !listsServers && (
        <MenuPart title={texts.copies}>
          {copiesOf(ofSelected, apiUrl).map((kind) => (
            <MenuItem key={kind} {...texts.copy[kind]} onClick={() => void put(kind)} />
          ))}
        </MenuPart>
      )}
      <output className="min-h-5 px-2 text-muted">{said}</output>
    </div>
  )
}

function MenuPart({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section aria-label={title}>
      <p aria-hidden className="px-2 pb-0.5 text-small font-[550] text-muted">
        {title}
      </p>
      {children}
    </section>
  )
}
