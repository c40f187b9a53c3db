import { X } from 'lucide-react'

import type { ServerAnswer } from '#contract/servers.ts'
import { chunk } from '#dashboard/core/chunk.ts'
import { useEnterpriseProjectName } from '#dashboard/core/enterprise-project.ts'
import { Part } from '#dashboard/core/Part.tsx'
import { QueryError } from '#dashboard/core/QueryError.tsx'
import { QueryState } from '#dashboard/core/QueryState.tsx'
import { serverRowId } from '#dashboard/core/row-id.ts'
import { useChosenScope, useScope } from '#dashboard/core/scope-context.tsx'
import { useNow } from '#dashboard/core/use-now.ts'
import { usePanel } from '#dashboard/core/use-panel.ts'
import { useView, useViewActions } from '#dashboard/core/view-context.tsx'
import type { ApiError } from '#data/api-error.ts'
import { useOneServer } from '#data/servers.ts'
import { useI18n } from '#i18n/i18n.ts'
import { useServerTexts } from '#i18n/servers.ts'
import { IconButton } from '#ui/Button.tsx'
import { Skeleton } from '#ui/Card.tsx'
import { PanelSection } from '#ui/PanelSection.tsx'
import { DEFAULT_SINCE, momentOf } from '#view/since.ts'

import { serverName } from './server-name.ts'
import { ServerChanges } from './ServerChanges.tsx'
import { ServerPorts } from './ServerPorts.tsx'

/** Texts of more bytes than all the rest of the panel. */
const advice = chunk(() => import('./ServerAdvice.tsx'))

/** One server: its ports with their programs, recommendations, and its changes. */
export function ServerPanel({
  id,
  isFixed,
}: {
  id: string
  /** Where it is all that a frame is about, it does not close. */
  isFixed: boolean
}) {
  const { t } = useI18n()
  const texts = useServerTexts()
  const actions = useViewActions()
  const { snapshot, since, category } = useView().view
  const { mark } = useScope()
  const { scopeQuery } = useChosenScope()
  const { heading, close } = usePanel(serverRowId(id), () => actions.change({ server: null }))
  const server = useOneServer(
    { scopeQuery, ...(snapshot !== null && { snapshot }), id, since: momentOf(since ?? DEFAULT_SINCE) },
    mark,
  )
  const isGone = server.error?.kind === 'notFound'
  return (
    <>
      <div className="sticky top-0 z-10 flex items-center gap-2.5 border-b border-line bg-surface px-4.5 pt-3.5 pb-3">
        <h2
          ref={heading}
          tabIndex={-1}
          className="min-w-0 font-mono text-xl/7 font-[650] wrap-anywhere outline-none"
        >
          {server.data ? serverName(server.data.server) : id}
        </h2>
        {!isFixed && (
          <IconButton name={t.common.close} className="ml-auto shrink-0" onClick={close}>
            <X aria-hidden className="size-4" />
          </IconButton>
        )}
      </div>
      {isGone ? (
        <p className="p-4.5 text-muted">{texts.gone(category)}</p>
      ) : (
        <QueryState
          of={server}
          title={texts.panelFailed(category)}
          failed={Failed}
          loading={<Loading />}
          isEmpty={() => false}
          empty={null}
        >
          {(answer) => <Details {...answer} />}
        </QueryState>
      )}
    </>
  )
}

function Details({ server, ports, changes, changesTotal }: ServerAnswer) {
  const { f } = useI18n()
  const texts = useServerTexts()
  const now = useNow()
  const nameOfProject = useEnterpriseProjectName()
  const { name, containerName, addresses, open, dangerous, reach, lastSeen, isStale, enterpriseProject } =
    server
  return (
    <>
      <div className="grid gap-1 border-b border-line px-4.5 py-3">
        <p className="font-mono text-small wrap-anywhere">
          {containerName !== '' && `${name} `}
          {addresses.join(', ')}
        </p>
        <p className="text-muted">
          {nameOfProject(enterpriseProject)} ·{' '}
          <time dateTime={lastSeen} title={f.instant(lastSeen)}>
            {texts.seen(f.age(now - Date.parse(lastSeen)))}
          </time>
        </p>
        {isStale && <p className="font-[550]">{texts.staleHint}</p>}
      </div>
      <PanelSection title={texts.portsOf(open, dangerous, reach.loopback)}>
        <ServerPorts ports={ports} />
      </PanelSection>
      <PanelSection title={texts.todo}>
        <Part of={advice} name={texts.todo} placeholder={<Skeleton className="h-9" />}>
          {({ ServerAdvice }) => <ServerAdvice ports={ports} />}
        </Part>
      </PanelSection>
      <PanelSection title={texts.changes}>
        <ServerChanges changes={changes} total={changesTotal} />
      </PanelSection>
    </>
  )
}

const Failed = (props: { title: string; error: ApiError; onRetry: () => void }) => (
  <div className="p-4.5">
    <QueryError {...props} />
  </div>
)

/** Of about the size of what will come. */
function Loading() {
  const texts = useServerTexts()
  return (
    <PanelSection title={texts.ports}>
      {Array.from({ length: 6 }, (_, i) => (
        <Skeleton key={i} className="my-1.5 h-9" />
      ))}
    </PanelSection>
  )
}
