import type { ImportAnswer } from '#contract/imports.ts'
import { useImportTexts } from '#i18n/imports.ts'

const SHOWN = 20 // files: what they hold together is below

/** What an import does, or did: its files, its servers, what opens and what closes. */
export function ImportFigures({ answer }: { answer: ImportAnswer }) {
  const texts = useImportTexts()
  const { files, servers, newServers, opened, closed, total } = answer
  const isSame = newServers + opened.listeners + closed.listeners === 0
  return (
    <div className="grid gap-3">
      <ul aria-label={texts.files(files.length)} className="grid gap-1">
        {files.slice(0, SHOWN).map(({ file, format, servers, listeners, skipped }, i) => (
          // oxlint-disable-next-line react/no-array-index-key -- files may have one name, and their order is fixed
          <li key={i} className="wrap-anywhere">
            <span className="font-mono text-small">{file}</span>{' '}
            <span className="text-muted">
              {texts.file(format, servers, listeners)}
              {skipped.length > 0 &&
                ` (${texts.skipped(skipped.map(({ what, times }) => `${times} ${what}`).join(', '))})`}
            </span>
          </li>
        ))}
        {files.length > SHOWN && <li className="text-muted">{texts.more(files.length - SHOWN)}</li>}
      </ul>
      <p className="font-[600]">{texts.known(servers, newServers)}</p>
      {isSame ? (
        <p>{texts.same}</p>
      ) : (
        <>
          <Side text={texts.opened(opened.listeners, opened.ports)} side={opened} />
          <Side text={texts.closed(closed.listeners, closed.ports)} side={closed} />
        </>
      )}
      <p className="text-muted">{texts.total(total.ports)}</p>
    </div>
  )
}

function Side({ text, side }: { text: string; side: ImportAnswer['opened'] }) {
  const texts = useImportTexts()
  const { ports, some } = side
  return (
    <div>
      <p>{text}</p>
      {some.length > 0 && (
        <p className="tabular text-small text-muted">
          {some.map(({ port, type, num }) => texts.port(port, type, num)).join(', ')}
          {ports > some.length && ` ${texts.more(ports - some.length)}`}
        </p>
      )}
    </div>
  )
}
