import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'

import { App } from '#dashboard/App.tsx'
import { DemoTour } from '#dashboard/features/tour/DemoTour.tsx'
import { Watermark } from '#dashboard/features/tour/Watermark.tsx'
import { createHttp } from '#data/http.ts'
import { createQueryClient } from '#data/query-client.ts'
import { createDemoEndpoint } from '#demo/endpoint/endpoint.ts'
import { createDemoStorage } from '#demo/endpoint/storage.ts'
import { loadMessages } from '#i18n/i18n.ts'
import { embeddedParts } from '#view/embed-parts.ts'
import { isKiosk } from '#view/kiosk-mode.ts'

import { language, storageKey } from './preferences.ts'

import './index.css'

// The entry of the page that needs no server (npm run build:demo): main.tsx over the demo fleet, answered in the page.

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')

const endpoint = createDemoEndpoint(
  new Date().toISOString(),
  createDemoStorage(storageKey('openports-demo-views')),
)

const client = createQueryClient(() => isKiosk(location.search))

// Not awaited at the top level, as in main.tsx.
async function open(root: HTMLElement): Promise<void> {
  const parts = embeddedParts(location.search)
  const [embed] = await Promise.all([
    parts && import('#dashboard/create-frame.tsx'),
    loadMessages(language.get()),
  ])
  const frame = parts && embed && embed.createFrame(parts, endpoint, client)
  createRoot(root).render(
    <StrictMode>
      <App
        client={client}
        server={{ http: createHttp(frame?.send ?? endpoint, location.origin), apiUrl: null }}
        embedded={frame && frame.screen}
      >
        <Watermark />
        {frame === null && <DemoTour />}
      </App>
    </StrictMode>,
  )
}

void open(root)
