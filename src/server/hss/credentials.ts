import { createHash, scrypt } from 'node:crypto'
import { promisify } from 'node:util'

import type { Secret } from '#server/common/secret.ts'

import type { AccessKeys } from './sign.ts'

/** A user of IAM who may sign in by password. A HUAWEI ID cannot. */
export type IamUser = { name: string; password: Secret; domain: string }

/** How Openports proves to the cloud who it is: by signing each request, or by a token for a password. */
export type Credentials = ({ kind: 'keys' } & AccessKeys) | ({ kind: 'user' } & IamUser)

/** Tells one credential from another, as HSS counts and locks them, without telling which it is. */
export function credentialIdOf(credentials: Credentials): string {
  const name =
    credentials.kind === 'keys'
      ? ['keys', credentials.accessKey.reveal()]
      : ['user', credentials.domain, credentials.name]
  return createHash('sha256').update(JSON.stringify(name)).digest('hex')
}

/**
 * Which credential it is, and `fingerprint`, which also tells a corrected secret from the one before. A password is short
 * enough to be found from a plain hash, so this one takes long to compute: it is computed when it is needed.
 */
export type CredentialIdentity = { id: string; fingerprint: () => Promise<string> }

export function identityOf(credentials: Credentials): CredentialIdentity {
  const id = credentialIdOf(credentials)
  const secrets =
    credentials.kind === 'keys' ? [credentials.secretKey, credentials.securityToken] : [credentials.password]
  let known: Promise<string> | undefined
  return {
    id,
    fingerprint: () =>
      (known ??= slowHash(JSON.stringify(secrets.map((secret) => secret?.reveal() ?? null)), id)),
  }
}

async function slowHash(text: string, salt: string): Promise<string> {
  return (await scryptOf(text, salt, 32)).toString('hex')
}
const scryptOf = promisify<string, string, number, Buffer>(scrypt)
