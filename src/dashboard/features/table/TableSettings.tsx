import { useView, useViewActions } from '#dashboard/core/view-context.tsx'
import { useI18n } from '#i18n/i18n.ts'
import { Button } from '#ui/Button.tsx'
import { Segmented } from '#ui/Segmented.tsx'
import { DENSITIES } from '#view/parameters.ts'
import { TABLE_COLUMNS, toggledColumn } from '#view/table-columns.ts'
import type { TableColumn } from '#view/table-columns.ts'

/** Which columns the table has, and how close its rows stand. */
export function TableSettings() {
  const { t } = useI18n()
  const { view } = useView()
  const { change } = useViewActions()
  const { cols, density, category } = view
  const columnLabel = (column: TableColumn): string => {
    if (column === 'servers') return t.table.serversOf[category]
    return t.table.columns[column === 'type' && view.fold === null ? 'protocol' : column]
  }
  return (
    <div className="grid justify-items-start gap-2">
      <fieldset className="grid w-full">
        <legend className="px-2 pb-0.5 text-small font-[550] text-muted">{t.table.shownColumns}</legend>
        {TABLE_COLUMNS.map((column) => (
          <label
            key={column}
            className="flex h-8 items-center gap-2 rounded-badge px-2 hover:bg-sunken has-disabled:text-muted has-focus-visible:outline-2 has-focus-visible:outline-accent pointer-coarse:h-11"
          >
            <input
              type="checkbox"
              className="size-4 accent-accent"
              checked={cols.includes(column)}
              disabled={column === 'port'} // it opens a row
              onChange={() => change({ cols: toggledColumn(cols, column) })}
            />
            {columnLabel(column)}
          </label>
        ))}
      </fieldset>
      <label className="flex h-8 w-full items-center gap-2 rounded-badge px-2 hover:bg-sunken has-focus-visible:outline-2 has-focus-visible:outline-accent pointer-coarse:h-11">
        <input
          type="checkbox"
          className="size-4 accent-accent"
          checked={view.fold === null}
          onChange={() => change({ fold: view.fold === null ? 'no' : null, page: null })}
        />
        {t.table.fold}
      </label>
      <Segmented
        label={t.table.density}
        value={density}
        options={DENSITIES.map((value) => ({ value, label: t.table.densities[value] }))}
        onChange={(density) => change({ density })}
      />
      <Button
        look="plain"
        onClick={() => change({ cols: null, fold: null, density: null, size: null, page: null })}
      >
        {t.table.reset}
      </Button>
    </div>
  )
}
