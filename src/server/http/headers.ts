import { createHash } from 'node:crypto'

import { NOTICE_STYLE } from './notice-style.ts'

/**
 * What an answer is, which decides what a browser may do with it. `framed` is the page as another page's frame asks for
 * it. A `notice` is a small page of words.
 */
export type AnswerKind = 'page' | 'framed' | 'notice' | 'asset' | 'api'

/** Features that a page could ask for and this one never does. Chromium warns of names that it does not know. */
const FEATURES = [
  'accelerometer',
  'autoplay',
  'camera',
  'clipboard-read',
  'display-capture',
  'encrypted-media',
  'fullscreen',
  'gamepad',
  'geolocation',
  'gyroscope',
  'hid',
  'idle-detection',
  'local-fonts',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'picture-in-picture',
  'publickey-credentials-get',
  'serial',
  'storage-access',
  'usb',
  'xr-spatial-tracking',
]

/**
 * Everything comes from this server, nothing is inline, and no string becomes markup or code. Without `webrtc 'block'`:
 * Chromium does not know it, says so in the console at each load, and blocks nothing by it.
 */
const PAGE_POLICY = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  'img-src': "'self'",
  'font-src': "'self'",
  'connect-src': "'self'",
  'manifest-src': "'self'",
  'object-src': "'none'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': "'none'",
  'require-trusted-types-for': "'script'",
  'trusted-types': "'none'",
}

/** For answers that nobody should look at as a page: nothing loads, nothing runs, and no cookie goes along. */
const DATA_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox"

/** Words and the one style that stands among them. No `sandbox`: there, a page does not move on by itself. */
const NOTICE_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(NOTICE_STYLE).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const COMMON = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
} as const

/** Headers by the kind of an answer. `Cache-Control: no-store` keeps the list of open ports off the disk. */
export type AnswerHeaders = Readonly<Record<AnswerKind, Readonly<Record<string, string>>>>

const TWO_YEARS = 63_072_000 // seconds

/** The same for a server that browsers reach by TLS: they come back by nothing else. */
export function overTls(headers: AnswerHeaders): AnswerHeaders {
  const strict = { 'Strict-Transport-Security': `max-age=${TWO_YEARS}; includeSubDomains` }
  return {
    page: { ...headers.page, ...strict },
    framed: { ...headers.framed, ...strict },
    notice: { ...headers.notice, ...strict },
    asset: { ...headers.asset, ...strict },
    api: { ...headers.api, ...strict },
  }
}

/**
 * The same for a page that these origins may frame, and nobody else. A console with a strict embedder policy takes only
 * what says that it may be taken: the document does, which holds no data, where a frame asks for it. To all else on other
 * sites it stays closed.
 */
export function framedBy(headers: AnswerHeaders, ancestors: readonly string[]): AnswerHeaders {
  if (ancestors.length === 0) return headers
  const { 'Content-Security-Policy': policy = '' } = headers.page
  const page = {
    ...headers.page,
    'Content-Security-Policy': policy.replace(
      "frame-ancestors 'none'",
      `frame-ancestors ${ancestors.join(' ')}`,
    ),
  }
  return { ...headers, page, framed: { ...page, 'Cross-Origin-Resource-Policy': 'cross-origin' } }
}

/** @param policy replaces directives of the page's policy: what hot reload needs while developing. */
export function answerHeaders(policy: Readonly<Record<string, string | null>> = {}): AnswerHeaders {
  const directives = Object.entries({ ...PAGE_POLICY, ...policy }).filter(([, sources]) => sources !== null)
  const page = {
    ...COMMON,
    'Content-Security-Policy': directives.map(([name, sources]) => `${name} ${sources}`).join('; '),
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Embedder-Policy': 'require-corp',
    // A page on a wall keeps its screen from going dark.
    'Permissions-Policy': [...FEATURES.map((feature) => `${feature}=()`), 'screen-wake-lock=(self)'].join(
      ', ',
    ),
    'Cache-Control': 'no-store',
  }
  return {
    page,
    framed: page,
    notice: {
      ...COMMON,
      'Content-Security-Policy': NOTICE_POLICY,
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cache-Control': 'no-store',
    },
    // An asset may be opened by itself: an SVG is then a document, and the policy keeps it from running anything.
    asset: { ...COMMON, 'Content-Security-Policy': DATA_POLICY },
    api: { ...COMMON, 'Content-Security-Policy': DATA_POLICY, 'Cache-Control': 'no-store' },
  }
}
