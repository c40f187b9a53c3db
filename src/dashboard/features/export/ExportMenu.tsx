import { useState } from 'react'

import { usePorts } from '#dashboard/core/ports-context.tsx'
import { useRowSelection } from '#dashboard/core/row-selection.tsx'
import { useChosenScope, useScope } from '#dashboard/core/scope-context.tsx'
import { useView, useViewActions } from '#dashboard/core/view-context.tsx'
import { useServer } from '#data/server.ts'
import { useI18n } from '#i18n/i18n.ts'
import { Segmented } from '#ui/Segmented.tsx'
import { linkTo } from '#view/link-to.ts'

import { copiesOf, FILES } from './export-kinds.ts'
import type { Copy, File } from './export-kinds.ts'
import { copy, download } from './export.ts'
import { useExportSource } from './use-export-source.ts'

/** All matching rows in shown order, to keep in a file or to paste into a firewall, a scanner or a shell. */
export function ExportMenu({ isFramed = false }: { isFramed?: boolean }) {
  const { t } = useI18n()
  const actions = useViewActions()
  const { snapshot } = useView().view
  const { mark } = useScope()
  const { selection } = useChosenScope()
  const { isRead, breakdown } = usePorts()
  const { picked } = useRowSelection()
  const { apiOrigin } = useServer()
  const sourceOf = useExportSource()
  /** What the last choice came to: said beneath the choices, since a copy leaves no other trace. */
  const [said, setSaid] = useState('')
  const [what, setWhat] = useState<'picked' | 'matching'>('picked')
  const ofPicked = picked.count > 0 && what === 'picked'
  const rows = ofPicked ? picked.count : breakdown.matches.length
  // A frame shows what the page around it says, whatever its snapshot.
  const canFreeze = snapshot === null && !isFramed

  const run = async (work: () => Promise<void>, done: string) => {
    try {
      await work()
      setSaid(done)
    } catch {
      setSaid(t.common.copyFailed)
    }
  }
  const save = (kind: File) => run(async () => download(kind, sourceOf(ofPicked)), t.export.downloaded(rows))
  const put = (kind: Copy) => run(() => copy(kind, sourceOf(ofPicked)), t.common.copied)
  const copyLink = () =>
    run(() => navigator.clipboard.writeText(linkTo(selection, location.href)), t.common.copied)

  return (
    <div className="grid w-76 max-w-full gap-2 max-sm:w-full">
      {picked.count > 0 && (
        <div className="px-2">
          <Segmented
            label={t.export.which}
            value={what}
            options={[
              { value: 'picked', label: t.table.picked(picked.count) },
              { value: 'matching', label: t.export.matching(breakdown.matches.length) },
            ]}
            onChange={setWhat}
          />
        </div>
      )}
      <p className="px-2 text-muted">
        {ofPicked && t.export.whatPicked(rows)}
        {!ofPicked && (isRead ? t.export.what(rows) : t.empty.neverRead)}
      </p>
      {isRead && (
        <>
          <MenuPart title={t.export.files}>
            {FILES.map((kind) => (
              <MenuItem key={kind} {...t.export.file[kind]} onClick={() => void save(kind)} />
            ))}
          </MenuPart>
          <MenuPart title={t.export.copies}>
            {copiesOf(ofPicked, apiOrigin).map((kind) => (
              <MenuItem key={kind} {...t.export.copy[kind]} onClick={() => void put(kind)} />
            ))}
          </MenuPart>
        </>
      )}
      <MenuPart title={t.export.link}>
        <MenuItem
          {...(canFreeze ? t.export.copyLink : t.export.copyFrozenLink)}
          onClick={() => void copyLink()}
        />
        {canFreeze && mark && (
          <MenuItem
            {...t.export.freeze}
            onClick={() => {
              actions.change({ snapshot: mark.id })
              setSaid(t.export.frozen)
            }}
          />
        )}
      </MenuPart>
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

function MenuItem({ name, hint, onClick }: { name: string; hint: string; onClick: () => void }) {
  return (
    <button
      type="button"
      onClick={onClick}
      className="flex h-8 w-full items-center justify-between gap-4 rounded-badge px-2 hover:bg-sunken pointer-coarse:h-11"
    >
      <span className="font-[550]">{name}</span>
      <span className="truncate text-small text-muted">{hint}</span>
    </button>
  )
}
