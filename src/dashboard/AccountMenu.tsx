import { CircleUser } from 'lucide-react'
import { useState } from 'react'

import { useSession } from '#data/session.ts'
import { useI18n } from '#i18n/i18n.ts'
import { MenuButton } from '#ui/Menu.tsx'

import { QuietPart } from './core/Part.tsx'
import { overlays } from './overlays.ts'

/** Who is signed in, what they may do, and the way out. Nothing where the visit itself is proof enough. */
export function AccountMenu() {
  const { t } = useI18n()
  const identity = useSession().data?.identity
  const [hasAudit, setAudit] = useState(false)
  if (!identity || identity.proof === 'loopback') return null
  return (
    <>
      <MenuButton
        name={t.auth.account.open(identity.name)}
        button={<CircleUser aria-hidden className="size-4" />}
        buttonClass="touchable inline-flex h-8 w-8 items-center justify-center rounded-control text-muted hover:bg-sunken hover:text-text"
      >
        <QuietPart of={overlays}>
          {({ AccountItems }) => <AccountItems identity={identity} onAudit={() => setAudit(true)} />}
        </QuietPart>
      </MenuButton>
      {hasAudit && (
        <QuietPart of={overlays}>
          {({ AuditDialog }) => <AuditDialog onClose={() => setAudit(false)} />}
        </QuietPart>
      )}
    </>
  )
}
