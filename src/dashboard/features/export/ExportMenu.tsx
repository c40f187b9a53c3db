import { useState } from 'react'

import { pickedOf } from '#analysis/picked.ts'
import type { Picked } from '#analysis/picked.ts'
import type { Weights } from '#analysis/score-weights.ts'
import type { SnapshotMark } from '#contract/port-statistics.ts'
import type { Selection } from '#contract/scope.ts'
import type { Ports } from '#dashboard/core/use-ports.ts'
import { useProjects } from '#data/projects.ts'
import { useServer } from '#data/server.ts'
import { useI18n } from '#i18n/i18n.ts'
import { scopeNames } from '#i18n/names.ts'
import { Segmented } from '#ui/Segmented.tsx'
import { linkTo } from '#view/link-to.ts'

import { copiesOf, FILES } from './export-kinds.ts'
import type { Copy, File } from './export-kinds.ts'

/** All matching rows in shown order, to keep in a file or to paste into a firewall, a scanner or a shell. */
export function ExportMenu({
  ports,
  picked,
  selection,
  mark,
  weights,
  onFreeze,
}: {
  ports: Ports
  picked: Picked
  selection: Selection
  mark: SnapshotMark | null
  /** What shown shares are made with; null for none. */
  weights: Weights | null
  /** Binds the view to a snapshot; absent where it is bound. */
  onFreeze: ((snapshot: number) => void) | undefined
}) {
  const { t } = useI18n()
  const project = useProjects().data?.find(({ id }) => id === selection.project)
  const apiOrigin = useServer().apiOrigin
  /** What the last choice came to: said beneath the choices, since a copy leaves no other trace. */
  const [said, setSaid] = useState('')
  const [what, setWhat] = useState<'picked' | 'matching'>('picked')
  const ofPicked = picked.count > 0 && what === 'picked'
  const rows = ofPicked ? picked.count : ports.breakdown.matches.length
  const takeAway = () => ({
    ports,
    picked: ofPicked ? pickedOf(picked, ports.order) : null,
    selection,
    names: project
      ? scopeNames(t, project, selection)
      : { project: selection.project, enterpriseProject: selection.enterpriseProject, isDemo: false },
    mark,
    apiOrigin,
    weights,
  })

  const run = async (work: () => Promise<void>, done: string) => {
    try {
      await work()
      setSaid(done)
    } catch {
      setSaid(t.common.copyFailed)
    }
  }
  const download = (kind: File) =>
    run(async () => (await load()).download(kind, takeAway()), t.export.downloaded(rows))
  const copy = (kind: Copy) => run(async () => (await load()).copy(kind, takeAway()), t.common.copied)
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
              { value: 'matching', label: t.export.matching(ports.breakdown.matches.length) },
            ]}
            onChange={setWhat}
          />
        </div>
      )}
      <p className="px-2 text-muted">
        {ofPicked && t.export.whatPicked(rows)}
        {!ofPicked && (ports.isRead ? t.export.what(rows) : t.empty.neverRead)}
      </p>
      {ports.isRead && (
        <>
          <MenuPart title={t.export.files}>
            {FILES.map((kind) => (
              <MenuItem key={kind} {...t.export.file[kind]} onClick={() => void download(kind)} />
            ))}
          </MenuPart>
          <MenuPart title={t.export.copies}>
            {copiesOf(ofPicked, apiOrigin).map((kind) => (
              <MenuItem key={kind} {...t.export.copy[kind]} onClick={() => void copy(kind)} />
            ))}
          </MenuPart>
        </>
      )}
      <MenuPart title={t.export.link}>
        <MenuItem
          {...(onFreeze ? t.export.copyLink : t.export.copyFrozenLink)}
          onClick={() => void copyLink()}
        />
        {onFreeze && mark && (
          <MenuItem
            {...t.export.freeze}
            onClick={() => {
              onFreeze(mark.id)
              setSaid(t.export.frozen)
            }}
          />
        )}
      </MenuPart>
      <output className="min-h-5 px-2 text-muted">{said}</output>
    </div>
  )
}

/** The writers come when somebody takes something away. */
const load = () => import('./export.ts')

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
