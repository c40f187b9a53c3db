import { useI18n } from '#i18n/i18n.ts'

const COMMANDS = ['npm start -- --import scan.xml', 'npm start -- --local', 'npm run import -- scan.xml']

/** The commands that bring a reader's own servers in. */
export function HowToImport() {
  const { t } = useI18n()
  return (
    <div className="grid max-w-100 gap-2 text-left">
      <p>{t.scope.howToImport.intro}</p>
      <ul className="grid gap-2">
        {COMMANDS.map((command, i) => (
          <li key={command}>
            <p className="text-muted">{t.scope.howToImport.commands[i]}</p>
            <code className="block rounded-badge border border-line bg-sunken px-2 py-1 font-mono text-small select-all">
              {command}
            </code>
          </li>
        ))}
      </ul>
      <p className="text-muted">{t.scope.howToImport.formats}</p>
    </div>
  )
}
