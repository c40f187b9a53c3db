import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'

import { App } from '#dashboard/App.tsx'
import { DemoTour } from '#dashboard/demo/DemoTour.tsx'
import { Watermark } from '#dashboard/demo/Watermark.tsx'
import { embeddedParts } from '#dashboard/embed-parts.ts'
import { reportRecovered } from '#dashboard/late.tsx'
import { language } from '#dashboard/preferences.ts'
import { loadWords } from '#dashboard/words.ts'
import { createApi } from '#data/api.ts'
import { createDemoEndpoint } from '#data/demo/endpoint.ts'
import { createDemoStorage } from '#data/demo/storage.ts'
import { createQueries } from '#data/queries.ts'

import './index.css'

// The entry of the page that needs no server (npm run build:demo): main.tsx over the demo fleet, answered in the page.

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')

const endpoint = createDemoEndpoint(new Date().toISOString(), createDemoStorage())

// Not awaited at the top level, as in main.tsx.
async function open(root: HTMLElement): Promise<void> {
  const parts = embeddedParts(location.search)
  const [embed] = await Promise.all([
    parts && import('#dashboard/embed/frame.tsx'),
    loadWords(language.get()),
  ])
  const frame = parts && embed && embed.createFrame(parts, endpoint)
  createRoot(root, { onRecoverableError: reportRecovered }).render(
    <StrictMode>
      <App
        queries={createQueries(createApi(frame?.send ?? endpoint, location.origin), null)}
        embedded={frame && frame.screen}
      >
        <Watermark />
        {frame === null && <DemoTour />}
      </App>
    </StrictMode>,
  )
}

void open(root)
