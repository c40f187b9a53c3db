import type { Hono } from 'hono'

import type { AppEnv } from '#server/http/env.ts'
import { openApiDocument } from '#server/http/openapi/document.ts'
import { json } from '#server/http/responses.ts'

/** The API as OpenAPI, for those who may use it. It says what docs/api.md says, and of this server its base path alone. */
export function addOpenApi(app: Hono<AppEnv>, basePath: string): void {
  let document: ReturnType<typeof openApiDocument> | null = null // made for the first who asks
  app.get('/openapi.json', (c) => json(c, (document ??= openApiDocument(basePath))))
}
