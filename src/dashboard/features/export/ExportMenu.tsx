import { useState } from 'react'

import { pickedOf } from '#analysis/picked.ts'
import type { Picked } from '#analysis/picked.ts'
import type { Weights } from '#analysis/score-weights.ts'
import type { SnapshotMark } from '#contract/port-statistics.ts'
import type { Selection } from '#contract/scope.ts'
import type { Ports } from '#dashboard/core/use-ports.ts'
import { useProgramsAsk, useProjects } from '#data/hooks.ts'
import { scopeNames, useWords } from '#i18n/messages.ts'
import { useTakeAwayWords } from '#i18n/use-export-messages.ts'
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
  const { m, f } = useWords()
  const words = useTakeAwayWords()
  const project = useProjects().data?.find(({ id }) => id === selection.project)
  const programsAsk = useProgramsAsk()
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
      ? scopeNames(m, project, selection)
      : { project: selection.project, enterpriseProject: selection.enterpriseProject, isDemo: false },
    mark,
    programsAsk,
    weights,
  })

  const run = async (work: () => Promise<void>, done: string) => {
    try {
      await work()
      setSaid(done)
    } catch {
      setSaid(m.takeAway.failed)
    }
  }
  const download = (kind: File) =>
    run(async () => (await load()).download(kind, takeAway()), words.downloaded(f.count(rows), rows))
  const copy = (kind: Copy) => run(async () => (await load()).copy(kind, takeAway()), m.takeAway.copied)
  const copyLink = () =>
    run(() => navigator.clipboard.writeText(linkTo(selection, location.href)), m.takeAway.copied)

  return (
    <div className="grid w-76 max-w-full gap-2 max-sm:w-full">
      {picked.count > 0 && (
        <div className="px-2">
          <Segmented
            label={words.which}
            value={what}
            options={[
              { value: 'picked', label: m.table.picked(f.count(picked.count)) },
              { value: 'matching', label: words.matching(f.count(ports.breakdown.matches.length)) },
            ]}
            onChange={setWhat}
          />
        </div>
      )}
      <p className="px-2 text-muted">
        {ofPicked && words.whatPicked(f.count(rows), rows)}
        {!ofPicked && (ports.isRead ? words.what(f.count(rows), rows) : m.empty.neverRead)}
      </p>
      {ports.isRead && (
        <>
          <MenuPart title={words.files}>
            {FILES.map((kind) => (
              <MenuItem key={kind} {...words.file[kind]} onClick={() => void download(kind)} />
            ))}
          </MenuPart>
          <MenuPart title={words.copies}>
            {copiesOf(ofPicked, programsAsk).map((kind) => (
              <MenuItem key={kind} {...words.copy[kind]} onClick={() => void copy(kind)} />
            ))}
          </MenuPart>
        </>
      )}
      <MenuPart title={words.link}>
        <MenuItem {...(onFreeze ? words.copyLink : words.copyFrozenLink)} onClick={() => void copyLink()} />
        {onFreeze && mark && (
          <MenuItem
            {...words.freeze}
            onClick={() => {
              onFreeze(mark.id)
              setSaid(words.frozen)
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
