import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'

import { FrameMessage, HostMessage } from '#contract/embed.ts'
import { z } from '#contract/zod.ts'

const fileAt = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url))

/** The messages as hosts in other languages read them: what is closed to further fields is closed here too. */
const messagesSchema = () => {
  const schemaOf = (messages: z.ZodMiniType) => {
    const { $schema: _, ...schema } = z.toJSONSchema(messages, { io: 'input' })
    return schema
  }
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Messages between a host page and an Openports frame, version 1',
    oneOf: [{ $ref: '#/$defs/HostMessage' }, { $ref: '#/$defs/FrameMessage' }],
    $defs: { HostMessage: schemaOf(HostMessage), FrameMessage: schemaOf(FrameMessage) },
  }
}

test('the published schema is that of the contract: npx vitest run embed-schema -u', async () => {
  await expect(`${JSON.stringify(messagesSchema(), null, 2)}\n`).toMatchFileSnapshot(
    fileAt('packages/embed/messages.schema.json'),
  )
})

const isInSchema = new Ajv2020().compile(messagesSchema())

test.each([
  { openports: 1, type: 'hello', theme: 'dark', language: 'zh-CN' },
  { openports: 1, type: 'look', style: { accent: 'oklch(0.52 0.17 262)', radius: '4px' } },
  { openports: 1, type: 'look', style: { accent: 'url(https://evil.example)' } },
  { openports: 1, type: 'scope', project: null, category: 'container' },
  { openports: 1, type: 'view', query: 'port=22' },
  { openports: 1, type: 'refresh' },
  { openports: 1, type: 'refresh', more: 1 },
  { openports: 1, type: 'welcome' },
  { openports: 1, type: 'welcome', more: 1 },
  { openports: 1, type: 'selection', row: { port: 22, type: 'TCP' } },
  { openports: 1, type: 'selection' },
  { openports: 1, type: 'height', height: 412 },
  { openports: 2, type: 'height', height: 412 },
])('the schema takes what the contract takes: %j', (message) => {
  const isRead = HostMessage.safeParse(message).success || FrameMessage.safeParse(message).success
  expect(isInSchema(message)).toBe(isRead)
})

test('docs/embed.md lists every message with its fields', async () => {
  const rows = (await readFile(fileAt('docs/embed.md'), 'utf8')).split('\n')
  const messages = [...HostMessage.def.options, ...FrameMessage.def.options]
  for (const { shape } of messages) {
    const { openports: _, type, ...fields } = shape
    const name = type.def.values[0]
    const listed = rows.filter((row) => row.startsWith(`| \`${name}\` `))
    const isListed = (row: string): boolean =>
      Object.keys(fields).every((field) => row.includes(`\`${field}\``))
    expect(listed.some(isListed), `${name} with ${Object.keys(fields).join(', ')}`).toBe(true)
  }
})
