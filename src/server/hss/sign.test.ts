import { AKSKSigner } from '@huaweicloud/huaweicloud-sdk-core/auth/AKSKSigner.js'
import { BasicCredentials } from '@huaweicloud/huaweicloud-sdk-core/auth/BasicCredentials.js'
import fc from 'fast-check'
import { expect, test } from 'vitest'

import { Secret } from '#server/common/secret.ts'

import { authorization, canonical, encode, queryString, sdkDate } from './sign.ts'
import type { Signable } from './sign.ts'

const keys = (accessKey: string, secretKey: string) => ({
  accessKey: new Secret(accessKey),
  secretKey: new Secret(secretKey),
})

test("the signing guide's own example", () => {
  const request = {
    method: 'GET',
    path: '/v1/77b6a44cba5143ab91d13ab9a8ff44fd/vpcs',
    query: queryString([
      ['limit', '2'],
      ['marker', '13551d6b-755d-4757-b956-536f674975c0'],
    ]),
    headers: {
      'Content-Type': 'application/json',
      Host: 'service.region.example.com',
      'X-Sdk-Date': '20191115T033655Z',
    },
    body: '',
  }
  expect(canonical(request).hash).toBe('b25362e603ee30f4f25e7858e8a7160fd36e803bb2dfe206278659d71a9bcd7a')
  expect(
    authorization(request, keys('QTWAOYTTINDUT2QVKYUC', 'MFyfvK41ba2giqM7Uio6PznpdUKGpownRZlmVmHc')),
  ).toBe(
    'SDK-HMAC-SHA256 Access=QTWAOYTTINDUT2QVKYUC, SignedHeaders=content-type;host;x-sdk-date, ' +
      'Signature=7be6668032f70418fcc22abc52071e57aff61b84a1d2381bb430d6870f4f6ebe',
  )
})

test('a request for port statistics', () => {
  const project = '0123456789abcdef0123456789abcdef'
  const request = {
    method: 'GET',
    path: `/v5/${project}/asset/port/statistics`,
    query: queryString([
      ['limit', '200'],
      ['offset', '0'],
      ['category', 'host'],
      ['enterprise_project_id', 'all_granted_eps'],
    ]),
    headers: {
      'X-Project-Id': project,
      'X-Sdk-Date': sdkDate(Date.UTC(2026, 0, 1)),
      Host: 'hss.cn-north-4.myhuaweicloud.com',
      'content-type': 'application/json',
    },
    body: '',
  }
  expect(canonical(request).hash).toBe('6109c0dec51acb52dcf048930be79c3aad6abd8251665ffd5830c7c6fba9c634')
  expect(authorization(request, keys('AK', 'SK'))).toMatch(
    /SignedHeaders=content-type;host;x-project-id;x-sdk-date, Signature=66248ac6c79e4d9304b2c506c0fc32ebc194b5e6adbcce1036669ec28f135b59$/,
  )
})

const codeUnit = fc.nat(0xffff).map((unit) => String.fromCharCode(unit))
const word = fc.string({ unit: codeUnit, minLength: 1, maxLength: 12 }).filter((text) => text.isWellFormed())
const anyRequest = fc.record({
  segments: fc.array(fc.stringMatching(/^[A-Za-z0-9_-]{1,20}$/), { minLength: 1, maxLength: 4 }),
  // JavaScript lists integer-like names of an object first, so the vendor's signer never sees them as they came.
  query: fc.dictionary(word, fc.oneof(word, fc.constant(''), fc.array(word, { minLength: 1, maxLength: 3 }))),
  host: fc.domain(),
  at: fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }),
  projectId: fc.option(fc.uuid(), { nil: null }),
  data: fc.option(fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 }), { nil: null }),
  accessKey: fc.stringMatching(/^[A-Z0-9]{20}$/),
  secretKey: fc.string({ minLength: 1, maxLength: 40 }),
})

test("any request is signed as the vendor's signer signs it", () => {
  fc.assert(
    fc.property(anyRequest, ({ segments, query, host, at, projectId, data, accessKey, secretKey }) => {
      const path = `/${segments.map(encode).join('/')}`
      const headers = {
        'content-type': 'application/json',
        'X-Sdk-Date': sdkDate(at.getTime()),
        ...(projectId !== null && { 'X-Project-Id': projectId }),
      }
      const ours: Signable = {
        method: data === null ? 'GET' : 'POST',
        path,
        query: queryString(
          Object.entries(query).flatMap(([name, value]) =>
            [value].flat().map((one): [string, string] => [name, one]),
          ),
        ),
        headers: { ...headers, Host: host },
        body: data === null ? '' : JSON.stringify(data),
      }
      const theirs = AKSKSigner.sign(
        {
          method: ours.method,
          endpoint: `https://${host}${path}`,
          queryParams: structuredClone(query),
          headers,
          ...(data !== null && { data }),
        },
        new BasicCredentials({ ak: accessKey, sk: secretKey }),
      )
      expect(theirs).toMatchObject({ Authorization: authorization(ours, keys(accessKey, secretKey)) })
    }),
    { numRuns: 200 },
  )
})
