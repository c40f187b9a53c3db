import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'

import { App } from '#dashboard/App.tsx'
import { returnToView } from '#dashboard/core/came-from.ts'
import { NewBuild } from '#dashboard/NewBuild.tsx'
import { createBuildWatch } from '#data/build.ts'
import { firstAnswersOf, takeFirstAnswers } from '#data/first-answers.ts'
import { createHttp } from '#data/http.ts'
import { createQueryClient } from '#data/query-client.ts'
import { loadMessages } from '#i18n/i18n.ts'
import { baseUrl } from '#view/base-url.ts'
import { embeddedParts } from '#view/embed-parts.ts'
import { isKiosk } from '#view/kiosk-mode.ts'

import { language } from './preferences.ts'

import './index.css'

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')

const first = firstAnswersOf(document)
const base = baseUrl()
const build = createBuildWatch((request) => fetch(request), base, first?.build)
returnToView()

const client = createQueryClient(() => isKiosk(location.search))

// Not awaited at the top level: what the page and a frame share would then have to be in files of its own.
async function open(root: HTMLElement): Promise<void> {
  const parts = embeddedParts(location.search)
  // The page itself does not need its code.
  const [embed] = await Promise.all([
    parts && import('#dashboard/create-frame.tsx'),
    loadMessages(language.get()),
    first && takeFirstAnswers(client, first, location, ageOfDocument()),
  ])
  const frame = parts && embed && embed.createFrame(parts, build.send, client)
  createRoot(root).render(
    <StrictMode>
      <App
        client={client}
        server={{ http: createHttp(frame?.send ?? build.send, base), apiUrl: base }}
        embedded={frame && frame.screen}
      >
        <NewBuild watch={build} />
      </App>
    </StrictMode>,
  )
}

/** How long ago the server answered with this document, in milliseconds. */
function ageOfDocument(): number {
  const [navigation] = performance.getEntriesByType('navigation')
  return navigation instanceof PerformanceNavigationTiming ? performance.now() - navigation.responseStart : 0
}

void open(root)
