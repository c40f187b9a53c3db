import { useId, useState } from 'react'
import type { KeyboardEvent } from 'react'

import { useI18n } from '#i18n/i18n.ts'
import { Modal } from '#ui/Modal.tsx'

import type { Command } from './command.ts'

/** Everything that can be done, found by its name. Up and Down choose, Enter does it, Escape closes. */
export function Palette({
  find,
  onClose,
}: {
  /** The commands that a text means; all of them for none. */
  find: (text: string) => readonly Command[]
  onClose: () => void
}) {
  const { t } = useI18n()
  const id = useId()
  const [text, setText] = useState('')
  const [active, setActive] = useState(0)
  /** What the last command came to, where that is not to be seen on the page. */
  const [said, setSaid] = useState('')
  const commands = find(text)

  const run = async (command: Command) => {
    const result = command.run()
    if (result === undefined) return onClose()
    try {
      setSaid(await result)
    } catch {
      setSaid(t.common.copyFailed)
    }
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const command = commands[active]
    if (step !== undefined && commands.length > 0) {
      event.preventDefault()
      const next = (active + step + commands.length) % commands.length
      setActive(next)
      document.getElementById(`${id}-${next}`)?.scrollIntoView({ block: 'nearest' })
    } else if (event.key === 'Enter' && command) {
      event.preventDefault()
      void run(command)
    }
  }

  return (
    <Modal
      label={t.palette.title}
      onClose={onClose}
      className="mx-auto mt-[12dvh] w-[min(34rem,calc(100vw-28px))] overflow-hidden"
    >
      <input
        type="text"
        role="combobox"
        aria-label={t.palette.title}
        aria-autocomplete="list"
        aria-expanded
        aria-controls={`${id}-list`}
        aria-activedescendant={commands[active] ? `${id}-${active}` : undefined}
        autoComplete="off"
        spellCheck={false}
        placeholder={t.palette.hint}
        value={text}
        onChange={({ target }) => {
          setText(target.value)
          setActive(0)
        }}
        onKeyDown={onKeyDown}
        className="h-12 w-full rounded-t-card border-b border-line bg-surface px-4 -outline-offset-2! placeholder:text-muted"
      />
      <div
        id={`${id}-list`}
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- outside a select there is no element for it
        role="listbox"
        aria-label={t.palette.title}
        tabIndex={-1}
        className="max-h-[50dvh] overflow-y-auto p-1.5"
      >
        {commands.map((command, i) => (
          <div
            key={`${command.about} ${command.name}`}
            id={`${id}-${i}`}
            // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- as above
            role="option"
            tabIndex={-1}
            aria-selected={i === active}
            onPointerDown={(event) => {
              event.preventDefault() // the field keeps the focus
              void run(command)
            }}
            className="flex h-8 cursor-pointer items-center justify-between gap-4 rounded-badge px-2.5 hover:bg-sunken aria-selected:bg-accent-weak pointer-coarse:h-11"
          >
            <span className="truncate">{command.name}</span>
            <span className="shrink-0 text-small text-muted">{command.about}</span>
          </div>
        ))}
      </div>
      <output className="block px-4 text-muted not-empty:pb-3">
        {commands.length === 0 ? t.palette.none : said}
      </output>
    </Modal>
  )
}
