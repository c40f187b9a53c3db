import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'

import { App } from '#dashboard/App.tsx'
import { NewBuild } from '#dashboard/NewBuild.tsx'
import { returnToView } from '#dashboard/session/came-from.ts'
import { createApi } from '#data/api.ts'
import { createBuildWatch } from '#data/build.ts'
import { createQueries } from '#data/queries.ts'

import './index.css'

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')

const build = createBuildWatch((request) => fetch(request), location.origin)
returnToView()

createRoot(root).render(
  <StrictMode>
    <App queries={createQueries(createApi(build.send, location.origin), location.origin)}>
      <NewBuild watch={build} />
    </App>
  </StrictMode>,
)
