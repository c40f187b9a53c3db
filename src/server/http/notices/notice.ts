import type { Context } from 'hono'
import { accepts } from 'hono/accepts'
import { html, raw } from 'hono/html'
import type { ContentfulStatusCode } from 'hono/utils/http-status'

import type { AppEnv } from '#server/http/env.ts'

import { NOTICES } from './messages.ts'
import type { NoticeLanguage, NoticeName } from './messages.ts'
import { NOTICE_STYLE } from './style.ts'

/** To the letter what the policy has the hash of, which no formatting of the page below may touch. */
const STYLE = raw(`<style>${NOTICE_STYLE}</style>`)

/**
 * Answers with a small page of our own words, in the browser's language: nothing loads, nothing runs, and nothing in it
 * comes from a request. `href` is where its link leads.
 */
export function notice(
  c: Context<AppEnv>,
  status: ContentfulStatusCode,
  name: NoticeName,
  href: string,
): Response | Promise<Response> {
  const language = languageOf(c)
  const { title, text, link } = NOTICES[language][name]
  c.set('kind', 'notice')
  return c.html(
    html`<!doctype html>
      <html lang="${language}">
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · Openports</title>
        ${STYLE}
        <main>
          <h1>${title}</h1>
          <p>${text}</p>
          <a href="${href}">${link}</a>
        </main>
      </html> `,
    status,
  )
}

/**
 * Whether a user opens a page, rather than a program requesting data: a browser that opens an address accepts HTML first,
 * and users do not open those of data.
 */
export function asksForPage(c: Context<AppEnv>): boolean {
  const isRead = c.req.method === 'GET' || c.req.method === 'HEAD'
  if (!isRead || /^\/(?:api|v5)(?:\/|$)/.test(c.req.path)) return false
  const supports = ['application/json', 'text/html']
  return accepts(c, { header: 'Accept', supports, default: 'application/json' }) === 'text/html'
}

function languageOf(c: Context<AppEnv>): NoticeLanguage {
  const asked = accepts(c, {
    header: 'Accept-Language',
    supports: ['en', 'zh'],
    default: 'en',
    // By the tag's first part: a browser asks for zh-CN or en-GB.
    match: (wanted) =>
      wanted
        .toSorted((a, b) => b.q - a.q)
        .map(({ type }) => type.split('-')[0] ?? '')
        .find((type) => type === 'en' || type === 'zh') ?? 'en',
  })
  return asked === 'zh' ? 'zh-CN' : 'en'
}
