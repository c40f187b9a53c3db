import { readQuery, word } from './query-string.ts'
import { CATEGORIES } from './scope.ts'
import { z } from './zod.ts'

/** Gives a ticket to a console's server, which has an API token: POST with `ACTION_HEADER`. */
export const EMBED_TICKETS_PATH = '/api/embed/tickets'

/** Opens a session for the ticket in {@link TICKET_HEADER}: POST with `ACTION_HEADER`. */
export const EMBED_SESSIONS_PATH = '/api/embed/sessions'

export const TICKET_HEADER = 'X-Embed-Ticket'

/** A session that a frame keeps in its memory: sent with each request, and never in a cookie. */
export const EMBED_SESSION_HEADER = 'X-Embed-Session'

/** In the document: the origins that may frame the page, separated by spaces. Without it the frame accepts no messages. */
export const ANCESTORS_META = 'openports-frame-ancestors'

const ORIGIN_WANTED = 'the origin of the page around the frame: https://console.example.com'

/** An origin as a browser writes it. */
const Origin = word(300, ORIGIN_WANTED).check(
  z.refine((text) => URL.canParse(text) && new URL(text).origin === text, ORIGIN_WANTED),
)

export const TicketParameters = z.object({
  ancestor: Origin,
  role: z._default(z.enum(['viewer', 'operator'], { error: 'viewer or operator' }), 'viewer'),
  project: z.optional(word(256, 'the id of a project')),
})

/** What a ticket is asked for: who frames the page, and how much of what the token may do the frame may do. */
type TicketQuery = z.infer<typeof TicketParameters>

/** @throws {InvalidParameter} naming the parameter that cannot be understood. */
export const readTicketQuery = (params: URLSearchParams): TicketQuery => readQuery(TicketParameters, params)

export const EmbedSessionParameters = z.object({ ancestor: Origin })

/** @throws {InvalidParameter} as above. */
export const readEmbedSessionQuery = (params: URLSearchParams): { ancestor: string } =>
  readQuery(EmbedSessionParameters, params)

/** `expiresIn` and `endsIn` are seconds. */
export const TicketAnswer = z.object({ ticket: z.string(), expiresIn: z.int() })
export type TicketAnswer = z.infer<typeof TicketAnswer>
export const EmbedSessionAnswer = z.object({ session: z.string(), endsIn: z.int() })
export type EmbedSessionAnswer = z.infer<typeof EmbedSessionAnswer>

const text = (max: number) => z.string().check(z.maxLength(max))

/** Whether `Intl` knows a time zone. Names come from IANA, whose list a browser has only in part. */
function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/** As browsers write a computed colour, or in hexadecimal digits: a value, which loads and refers to nothing. */
const Colour = text(100).check(
  z.regex(/^(?:#[0-9a-fA-F]{3,8}|(?:rgba?|hsla?|lab|lch|oklab|oklch|color)\([a-z0-9 .,%/+-]+\))$/),
)

/**
 * Colours, radius and font of the host. What is left out is the page's own. The colours of risks are not among them: they mean the
 * same everywhere.
 */
const HostStyle = z.strictObject({
  accent: z.optional(Colour),
  background: z.optional(Colour),
  surface: z.optional(Colour),
  text: z.optional(Colour),
  border: z.optional(Colour),
  radius: z.optional(z.string().check(z.regex(/^[0-9]{1,2}px$/))),
  font: z.optional(text(200)),
})
export type HostStyle = z.infer<typeof HostStyle>

const LOOK = {
  theme: z.optional(z.enum(['system', 'light', 'dark'])),
  language: z.optional(z.enum(['en', 'zh-CN'])),
  timeZone: z.optional(text(64).check(z.refine(isTimeZone))),
  style: z.optional(HostStyle),
}

/** Every message of either side carries the version of this schema; another version's are ignored. */
const VERSION = { openports: z.literal(1) }

/**
 * What the page around the frame says. `hello` comes first and is answered by `welcome`; `look` changes how the page
 * looks, `scope` whose ports are shown, `view` everything that the address holds. Nothing beyond this is read: a message
 * with another field, or a longer text, is no message.
 */
export const HostMessage = z.discriminatedUnion('type', [
  z.strictObject({ ...VERSION, type: z.literal('hello'), ...LOOK }),
  z.strictObject({ ...VERSION, type: z.literal('look'), ...LOOK }),
  z.strictObject({ ...VERSION, type: z.literal('ticket'), ticket: text(128) }),
  z.strictObject({
    ...VERSION,
    type: z.literal('scope'),
    project: z.optional(z.nullable(text(256))),
    category: z.optional(z.enum(CATEGORIES)),
    enterprise_project_id: z.optional(z.nullable(text(256))),
  }),
  z.strictObject({ ...VERSION, type: z.literal('view'), query: text(8192) }),
  z.strictObject({ ...VERSION, type: z.literal('refresh') }),
])
export type HostMessage = z.infer<typeof HostMessage>

/**
 * What the frame says, to the one origin that said hello. `welcome`: it listens. `ready`: the first figures are shown.
 * `viewChanged`: the query string of the view, for the host to mirror. `height`: of all that is shown, in CSS pixels.
 * `selection`: the port that was opened. `error`: what could not be had, by the kinds of the page's errors.
 * `sessionWanted`: there is no session, a ticket is needed. `sessionEnding`: there is one for so many seconds more.
 * A later release may add messages and fields, which a host ignores.
 */
export const FrameMessage = z.discriminatedUnion('type', [
  z.object({ ...VERSION, type: z.literal('welcome') }),
  z.object({ ...VERSION, type: z.literal('ready'), query: z.string() }),
  z.object({ ...VERSION, type: z.literal('viewChanged'), query: z.string() }),
  z.object({ ...VERSION, type: z.literal('height'), height: z.int() }),
  z.object({
    ...VERSION,
    type: z.literal('selection'),
    row: z.nullable(z.object({ port: z.int(), type: z.string() })),
  }),
  z.object({ ...VERSION, type: z.literal('error'), kind: z.string() }),
  z.object({ ...VERSION, type: z.literal('sessionWanted') }),
  z.object({ ...VERSION, type: z.literal('sessionEnding'), seconds: z.int() }),
])
export type FrameMessage = z.infer<typeof FrameMessage>
