import { Pencil, Trash2 } from 'lucide-react'
import { useId, useState } from 'react'
import type { ReactNode } from 'react'

import { VIEW_LIMITS } from '#contract/views.ts'
import type { SavedView } from '#contract/views.ts'
import { errorText } from '#dashboard/core/error-message.ts'
import { QueryState } from '#dashboard/core/QueryState.tsx'
import { saveFile } from '#dashboard/core/save-file.ts'
import { useChosenScope } from '#dashboard/core/scope-context.tsx'
import { useView, useViewActions } from '#dashboard/core/view-context.tsx'
import { ApiError } from '#data/api-error.ts'
import { useSavedViews } from '#data/saved-views.ts'
import { useForgetView, useSaveView } from '#data/saved-views.ts'
import { useMayAlert, useMayChange } from '#data/session.ts'
import { exportFileName } from '#export/file-name.ts'
import { useI18n } from '#i18n/i18n.ts'
import { useSavedViewsTexts } from '#i18n/saved-views.ts'
import { Button, IconButton } from '#ui/Button.tsx'
import { Skeleton } from '#ui/Card.tsx'
import { changeTo, keptQuery, nameFault, readViewsFile, writeViewsFile } from '#view/saved-view.ts'

/** Keeps the view under a name, and shows, renames, deletes, exports and imports those that are kept. */
export function SavedViews({ onAlerts }: { onAlerts: () => void }) {
  const { t } = useI18n()
  const texts = useSavedViewsTexts()
  const { view } = useView()
  const actions = useViewActions()
  const { scopeQuery } = useChosenScope()
  const { project } = scopeQuery
  const mayChange = useMayChange(project)
  const mayAlert = useMayAlert(project)
  const saved = useSavedViews(project)
  const saving = useSaveView()
  const forgetting = useForgetView()
  /** What the last step came to. Like the row that is being renamed, it is gone with the menu. */
  const [said, setSaid] = useState<ReactNode>('')
  const [renaming, setRenaming] = useState<string | null>(null)
  const views = saved.data ?? []
  const query = keptQuery(view)
  const isFull = views.length >= VIEW_LIMITS.views

  const refused = (error: ApiError) => {
    const { what, detail } = errorText(t, error)
    setSaid(`${what} ${detail ?? ''}`)
  }
  const keep = (kept: SavedView, was: string | undefined, done: string) => {
    const fault = nameFault(kept.name, kept.query)
    if (fault !== null)
      return setSaid(texts.fault[fault](VIEW_LIMITS[fault === 'queryTooLong' ? 'query' : 'name']))
    saving.mutate(
      { project, view: kept, ...(was !== undefined && { was }) },
      {
        onSuccess: () => {
          setRenaming(null)
          setSaid(done)
        },
        onError: refused,
      },
    )
  }
  const save = (name: string) => {
    const isNew = views.every((known) => known.name !== name)
    if (isNew && isFull) return setSaid(texts.full(VIEW_LIMITS.views))
    keep({ name, query }, undefined, isNew ? texts.saved(name) : texts.replaced(name))
  }
  const rename = (was: SavedView, name: string) => {
    if (name !== was.name && views.some((known) => known.name === name)) return setSaid(texts.taken(name))
    keep({ ...was, name }, was.name, texts.renamed(name))
  }
  const forget = (gone: SavedView) =>
    forgetting.mutate(
      { project, name: gone.name },
      {
        onSuccess: () =>
          setSaid(
            <>
              {texts.deleted(gone.name)}{' '}
              <Button look="link" onClick={() => keep(gone, undefined, texts.saved(gone.name))}>
                {texts.undo}
              </Button>
            </>,
          ),
        onError: refused,
      },
    )
  const importFile = async (file: File | undefined) => {
    if (file === undefined) return
    const read =
      file.size > MAX_FILE_BYTES ? { reason: 'noViews' as const } : readViewsFile(await file.text())
    if ('reason' in read) {
      return setSaid(read.reason === 'badView' ? texts.badView(read.place) : texts.badFile[read.reason])
    }
    let done = 0
    try {
      for (const kept of read.views) {
        await saving.mutateAsync({ project, view: kept }) // in turn: the server writes one at a time anyway
        done++
      }
      setSaid(texts.imported(done))
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      const { what, detail } = errorText(t, error)
      setSaid(`${texts.imported(done)} ${what} ${detail ?? ''}`)
    }
  }

  return (
    <div className="grid w-84 max-w-full gap-2">
      {mayChange ? (
        <NameForm
          label={texts.name}
          action={texts.save}
          placeholder={texts.placeholder}
          name=""
          onName={save}
        />
      ) : (
        <p className="px-2 text-small text-muted">{texts.operatorsOnly}</p>
      )}
      <QueryState
        of={saved}
        title={texts.failed}
        loading={<Skeleton className="h-8" />}
        isEmpty={({ length }) => length === 0}
        empty={<p className="px-2 py-1.5 text-muted">{texts.none}</p>}
      >
        {(views) => (
          <ul aria-label={texts.label} className="max-h-80 overflow-y-auto">
            {views.map((kept) => (
              <li key={kept.name} className="flex items-center gap-1">
                {renaming === kept.name ? (
                  <NameForm
                    label={texts.newName(kept.name)}
                    action={texts.renameDone}
                    name={kept.name}
                    onName={(name) => rename(kept, name)}
                  />
                ) : (
                  <>
                    <button
                      type="button"
                      aria-current={kept.query === query || undefined}
                      onClick={(event) => {
                        actions.change(changeTo(kept.query))
                        event.currentTarget.closest<HTMLElement>('[popover]')?.hidePopover()
                      }}
                      className="h-8 min-w-0 grow truncate rounded-badge px-2 text-left font-[550] hover:bg-sunken aria-[current]:text-accent pointer-coarse:h-11"
                    >
                      {kept.name}
                    </button>
                    {mayChange && (
                      <>
                        <IconButton name={texts.rename(kept.name)} onClick={() => setRenaming(kept.name)}>
                          <Pencil aria-hidden className="size-3.5" />
                        </IconButton>
                        <IconButton name={texts.delete(kept.name)} onClick={() => forget(kept)}>
                          <Trash2 aria-hidden className="size-3.5" />
                        </IconButton>
                      </>
                    )}
                  </>
                )}
              </li>
            ))}
          </ul>
        )}
      </QueryState>
      <output className="min-h-5 px-2 wrap-anywhere text-muted">{said}</output>
      <div className="flex flex-wrap gap-2 border-t border-line pt-3">
        <Button
          disabled={views.length === 0}
          onClick={() =>
            saveFile(
              exportFileName(scopeQuery, new Date(), 'json', 'views'),
              new Blob([writeViewsFile(views)], { type: 'application/json' }),
            )
          }
        >
          {texts.export}
        </Button>
        {mayAlert && (
          <Button
            onClick={(event) => {
              event.currentTarget.closest<HTMLElement>('[popover]')?.hidePopover()
              onAlerts()
            }}
          >
            {t.header.alerts}
          </Button>
        )}
        {mayChange && (
          <label className="touchable inline-flex h-8 items-center rounded-control border border-line-strong bg-surface px-3 font-[550] hover:bg-sunken has-focus-visible:outline-2 has-focus-visible:outline-accent">
            {texts.import}
            <input
              type="file"
              accept="application/json,.json"
              className="sr-only"
              onChange={(event) => {
                void importFile(event.target.files?.[0])
                event.target.value = '' // the same file again is a new choice
              }}
            />
          </label>
        )}
      </div>
    </div>
  )
}

const MAX_FILE_BYTES = 1_000_000 // a full project's views are a quarter of it

/** One name to write. */
function NameForm({
  label,
  action,
  placeholder,
  name,
  onName,
}: {
  label: string
  action: string
  placeholder?: string
  name: string
  onName: (name: string) => void
}) {
  const id = useId()
  return (
    <form
      className="flex grow items-center gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        const written = new FormData(event.currentTarget).get('name')
        if (name === '') event.currentTarget.reset()
        onName(typeof written === 'string' ? written.trim() : '')
      }}
    >
      <label htmlFor={id} className="sr-only">
        {label}
      </label>
      <input
        id={id}
        name="name"
        defaultValue={name}
        placeholder={placeholder}
        maxLength={VIEW_LIMITS.name}
        autoComplete="off"
        className="h-8 min-w-0 grow rounded-control border border-line-strong bg-surface px-2 placeholder:text-muted pointer-coarse:h-11"
      />
      <Button type="submit" className="pointer-coarse:h-11">
        {action}
      </Button>
    </form>
  )
}
