import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'

import { App } from '#dashboard/App.tsx'
import { createApi } from '#data/api.ts'
import { createQueries } from '#data/queries.ts'

import './index.css'

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')

createRoot(root).render(
  <StrictMode>
    <App queries={createQueries(createApi((request) => fetch(request), location.origin))} />
  </StrictMode>,
)
