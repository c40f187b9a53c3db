import { readFileSync } from 'node:fs'
import { createSecureContext } from 'node:tls'

import { ConfigError } from '#server/common/config-error.ts'

/** A server's certificate with its chain, and its key, both as PEM. */
export type Certificate = { cert: Buffer; key: Buffer }

/**
 * Reads a certificate and its key.
 *
 * @throws {ConfigError} when a file cannot be read, is no PEM, or the key belongs to another certificate.
 */
export function readCertificate({ certFile, keyFile }: { certFile: string; keyFile: string }): Certificate {
  const cert = read('OPENPORTS_TLS_CERT', certFile)
  const key = read('OPENPORTS_TLS_KEY', keyFile)
  try {
    createSecureContext({ cert, key })
  } catch (error) {
    throw new ConfigError(
      `OPENPORTS_TLS_CERT ${certFile} and OPENPORTS_TLS_KEY ${keyFile} cannot be used together (${reasonOf(error)}): use a ` +
        'certificate with its chain and the matching key, both as PEM without a passphrase',
    )
  }
  return { cert, key }
}

function read(setting: string, file: string): Buffer {
  try {
    return readFileSync(file)
  } catch (error) {
    throw new ConfigError(
      `${setting} ${file} cannot be read (${reasonOf(error)}): use a PEM file that this user can read`,
    )
  }
}

const reasonOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : 'not understood'
