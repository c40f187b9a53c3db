import { parseQuery } from '#analysis/query/parse.ts'
import { QUERY_EXAMPLES } from '#dashboard/core/query-examples.ts'
import { SHORTCUTS } from '#dashboard/core/shortcuts.ts'
import { useViewActions } from '#dashboard/core/view-context.tsx'
import { useHelpTexts } from '#i18n/help.ts'
import { useI18n } from '#i18n/i18n.ts'
import { shortcuts } from '#preferences.ts'
import { Button } from '#ui/Button.tsx'
import { Dialog } from '#ui/Dialog.tsx'
import { Key } from '#ui/Key.tsx'
import { useKiosk } from '#view/kiosk-mode.ts'
import { queryParameters } from '#view/parameters.ts'

/** The keys and the query language, in the product itself. An example is tried with a click. */
export function HelpDialog({ onClose }: { onClose: () => void }) {
  const { t } = useI18n()
  const texts = useHelpTexts()
  const actions = useViewActions()
  const { enter } = useKiosk()
  const on = shortcuts.use() === 'on'
  const tryOut = (text: string) => {
    const parsed = parseQuery(text)
    if (parsed.ok) actions.choose(queryParameters(parsed.query))
    onClose()
  }

  return (
    <Dialog title={t.header.help} closeLabel={t.common.close} onClose={onClose}>
      <section aria-labelledby="help-query" className="grid gap-2">
        <h3 id="help-query" className="font-[600]">
          {texts.query}
        </h3>
        <p className="text-muted">{texts.queryIntro}</p>
        <ul className="grid gap-x-6 gap-y-1 sm:grid-cols-2">
          {QUERY_EXAMPLES.map((example) => (
            <li key={example} className="flex items-baseline gap-3">
              <button
                type="button"
                title={texts.tryOut}
                onClick={() => tryOut(example)}
                className="touchable shrink-0 rounded-badge bg-sunken px-1.5 font-mono text-small/5 text-accent hover:underline"
              >
                {example}
              </button>
              <span className="text-muted">{texts.examples[example]}</span>
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="help-keys" className="grid gap-2">
        <h3 id="help-keys" className="font-[600]">
          {texts.keys}
        </h3>
        <dl
          className={`grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5 sm:grid-cols-[auto_1fr_auto_1fr] ${on ? '' : 'text-muted'}`}
        >
          {SHORTCUTS.map(({ name, key, modified }) => (
            <div key={name} className="contents">
              <dt className="flex gap-1">
                {modified && <Key name="Ctrl / ⌘" />}
                {key !== key.toLowerCase() && <Key name="Shift" />}
                <Key name={key.toLowerCase()} />
              </dt>
              <dd>{texts.shortcuts[name]}</dd>
            </div>
          ))}
          <div className="contents">
            <dt className="flex gap-1">
              <Key name="↑" />
              <Key name="↓" />
              <Key name="←" />
              <Key name="→" />
            </dt>
            <dd>{texts.arrows}</dd>
          </div>
          <div className="contents">
            <dt>
              <Key name="Enter" />
            </dt>
            <dd>{texts.enter}</dd>
          </div>
          <div className="contents">
            <dt className="flex gap-1">
              <Key name="Shift" />
              <Key name="F10" />
            </dt>
            <dd>{texts.menu}</dd>
          </div>
          <div className="contents">
            <dt>
              <Key name="Esc" />
            </dt>
            <dd>{texts.escape}</dd>
          </div>
        </dl>
        <label className="flex w-fit items-center gap-2">
          <input
            type="checkbox"
            className="size-4 accent-accent"
            checked={on}
            onChange={(event) => shortcuts.set(event.target.checked ? 'on' : 'off')}
          />
          {texts.shortcutsOn}
        </label>
      </section>
      <section aria-labelledby="help-kiosk" className="grid gap-2">
        <h3 id="help-kiosk" className="font-[600]">
          {texts.kiosk.title}
        </h3>
        <p className="text-muted">{texts.kiosk.text}</p>
        <Button className="w-fit" onClick={enter}>
          {t.palette.kiosk}
        </Button>
      </section>
    </Dialog>
  )
}
