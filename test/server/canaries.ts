/** A secret, and each way in which it could still be read where it must not be. */
function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret)
  const base64 = bytes.toString('base64').replace(/=+$/, '')
  // Within a longer text its base64 depends on where it begins; the middle of each of the three stays the same.
  const shifted = [1, 2].map((pad) =>
    Buffer.concat([Buffer.alloc(pad), bytes])
      .toString('base64')
      .slice(4, -4),
  )
  return [
    secret,
    encodeURIComponent(secret),
    bytes.toString('hex'),
    base64.slice(0, -2),
    ...shifted,
    bytes.toString('base64url').slice(0, -2),
    secret.slice(0, Math.ceil(secret.length / 2)), // logged in two parts
    secret.slice(Math.floor(secret.length / 2)),
  ]
}

/**
 * The names of the secrets that can be read from a text: as they are, encoded or in part. Secrets have to be random and
 * of 16 characters at least, or their halves occur by chance.
 */
export function leaksIn(text: string, secrets: Readonly<Record<string, string>>): string[] {
  const lower = text.toLowerCase()
  return Object.entries(secrets).flatMap(([name, secret]) =>
    formsOf(secret).some((form) => lower.includes(form.toLowerCase())) ? [name] : [],
  )
}
