import { program, REDIS_EVERYWHERE, tcp, udp } from './programs.ts'
import type { Program } from './programs.ts'

/** What the containers of the fleet run, by image. */
export const IMAGES = {
  ingress: [program('/usr/bin/nginx', tcp(80), tcp(443), tcp(8443), tcp(10_254, 'dual'))],
  dns: [
    program(
      '/coredns',
      tcp(53, 'dual'),
      udp(53, 'dual'),
      tcp(8080, 'dual'),
      tcp(8181, 'dual'),
      tcp(9153, 'dual'),
    ),
  ],
  metrics: [program('/metrics-server', tcp(10_250, 'dual'))],
  mesh: [
    program('/usr/local/bin/envoy', tcp(15_001, 'ipv4'), tcp(15_006, 'ipv4'), tcp(15_021), tcp(15_090)),
    program('/usr/local/bin/pilot-agent', tcp(15_000, 'loopback'), tcp(15_020, 'dual')),
  ],
  storefront: [program('/usr/local/bin/node', tcp(3000, 'dual'))],
  cart: [program('/opt/java/bin/java', tcp(8080, 'dual'), tcp(8081, 'dual'))],
  recommender: [program('/usr/local/bin/python3', tcp(8000, 'ipv4'), tcp(50_051, 'dual'))],
  ledger: [program('/opt/java/bin/java', tcp(8443, 'dual'), tcp(8081, 'dual'))],
  cache: [REDIS_EVERYWHERE],
  database: [program('/usr/lib/postgresql/16/bin/postgres', tcp(5432))],
  flink: [program('/opt/java/bin/java', tcp(6123, 'ipv4'), tcp(6124, 'ipv4'), tcp(8081, 'ipv4'))],
  trino: [program('/usr/lib/jvm/bin/java', tcp(8080, 'dual'))],
  wiki: [program('/usr/local/bin/node', tcp(3000, 'dual'))],
  runner: [program('/usr/bin/gitlab-runner', tcp(9252, 'dual'))],
  buildkit: [program('/usr/bin/buildkitd', tcp(1234, 'dual'))],
  'registry-cache': [program('/bin/registry', tcp(5000, 'dual'), tcp(5001, 'dual'))],
} as const satisfies Record<string, readonly Program[]>

export type ImageName = keyof typeof IMAGES
