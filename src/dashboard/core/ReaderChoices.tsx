import { Monitor, Moon, Sun } from 'lucide-react'

import { chooseLanguage, useI18n } from '#i18n/i18n.ts'
import { chooseTheme, language, LANGUAGES, theme, THEMES } from '#preferences.ts'
import { IconButton } from '#ui/Button.tsx'
import { Select } from '#ui/Select.tsx'

const THEME_ICONS = { system: Monitor, light: Sun, dark: Moon }

/** Steps through the themes: its icon and its name say which one holds. */
export function ThemeButton() {
  const { t } = useI18n()
  const current = theme.use()
  const Icon = THEME_ICONS[current]
  const next = THEMES[(THEMES.indexOf(current) + 1) % THEMES.length] ?? 'system'
  return (
    <IconButton name={`${t.header.theme}: ${t.header.themes[current]}`} onClick={() => chooseTheme(next)}>
      <Icon aria-hidden className="size-4" />
    </IconButton>
  )
}

export function LanguageSelect() {
  const { t } = useI18n()
  return (
    <Select
      hideLabel
      label={t.header.language}
      value={language.use()}
      options={LANGUAGES}
      onChange={chooseLanguage}
    />
  )
}
