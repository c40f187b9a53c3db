import { createHash } from 'node:crypto'

import { NOTICE_STYLE } from '#server/http/notices/style.ts'

/**
 * The kinds of responses, by what a browser may do with them. `framed` is the page in a frame of another page, and a `notice`
 * a small page of text.
 */
export type ResponseKind = 'page' | 'framed' | 'notice' | 'asset' | 'api'

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

/** For responses that are no page: nothing loads, nothing runs, and no cookie goes along. */
const DATA_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox"

/** Text and one style element. No `sandbox`: it would keep the page from moving on by itself. */
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

/** Headers by the kind of a response. `Cache-Control: no-store` keeps the list of open ports off the disk. */
export type ResponseHeaders = Readonly<Record<ResponseKind, Readonly<Record<string, string>>>>

const TWO_YEARS = 63_072_000 // seconds

/** The same for a server that browsers reach by TLS: they use nothing else from then on (HSTS, RFC 6797). */
export function withHsts(headers: ResponseHeaders): ResponseHeaders {
  const hsts = { 'Strict-Transport-Security': `max-age=${TWO_YEARS}; includeSubDomains` }
  const { page, framed, notice, asset, api } = headers
  return {
    page: { ...page, ...hsts },
    framed: { ...framed, ...hsts },
    notice: { ...notice, ...hsts },
    asset: { ...asset, ...hsts },
    api: { ...api, ...hsts },
  }
}

/**
 * The same for a page that these origins may frame, and no other. A console with a strict embedder policy (COEP) takes only
 * what allows it: the document does, which has no data, where a frame asks for it. Everything else stays closed to other
 * sites.
 */
export function withFrameAncestors(headers: ResponseHeaders, ancestors: readonly string[]): ResponseHeaders {
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

/** @param policy replaces directives of the page's policy, as hot reload needs it while developing; null leaves one out */
export function responseHeaders(policy: Readonly<Record<string, string | null>> = {}): ResponseHeaders {
  const directives = Object.entries({ ...PAGE_POLICY, ...policy }).filter(([, sources]) => sources !== null)
  const page = {
    ...COMMON,
    'Content-Security-Policy': directives.map(([name, sources]) => `${name} ${sources}`).join('; '),
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Embedder-Policy': 'require-corp',
    // A page in kiosk mode keeps its screen from going dark.
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
