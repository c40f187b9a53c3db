import { DEFAULT_ENTERPRISE_PROJECT } from '#contract/scope.ts'

import type { ImageName } from './images.ts'
import type { RoleName } from './roles.ts'

/**
 * Servers of one role: how many, how they are named (digits follow), the first three bytes of their addresses, whether
 * their network has IPv6 as well, and the containers that are spread over them: of which images, how many in all.
 */
export type Group = {
  role: RoleName
  name: string
  count: number
  network: string
  ipv6: boolean
  containers?: { images: readonly ImageName[]; total: number }
}

/** The project that holds the demo fleet. */
export const DEMO_PROJECT = 'demo'

/** A part of the company. */
type EnterpriseProject = { id: string; name: string; groups: readonly Group[] }

const group = (
  role: RoleName,
  name: string,
  count: number,
  network: string,
  containers?: Group['containers'],
): Group => ({ role, name, count, network, ipv6: false, ...(containers !== undefined && { containers }) })

const group6 = (...args: Parameters<typeof group>): Group => ({ ...group(...args), ipv6: true })

/** The company. IDs of enterprise projects are invented, in the form of the service. */
export const ESTATE: readonly EnterpriseProject[] = [
  {
    id: DEFAULT_ENTERPRISE_PROJECT,
    name: 'default',
    groups: [
      group6('bastion', 'bastion', 4, '10.10.0'),
      group6('resolver', 'ns', 4, '10.10.1'),
      group('vpn', 'vpn', 3, '10.10.2'),
      group6('mailRelay', 'mx', 3, '10.10.3'),
      group('monitoring', 'mon', 4, '10.10.4'),
      group('logging', 'log', 6, '10.10.5'),
      group('git', 'git', 2, '10.10.6'),
      group('registry', 'registry', 2, '10.10.7'),
      group6('ci', 'ci-runner', 21, '10.10.8', {
        images: ['runner', 'buildkit', 'registry-cache'],
        total: 30,
      }),
      group6('ciOpenDocker', 'ci-build', 3, '10.10.9'),
      group('vault', 'vault', 3, '10.10.10'),
      group('consul', 'consul', 3, '10.10.11'),
      group('backup', 'backup', 4, '10.10.12'),
      group('zabbix', 'zbx', 2, '10.10.13'),
      group6('proxy', 'proxy', 3, '10.10.14'),
      group('hypervisor', 'pve', 36, '10.10.16'),
      group('controlPlane', 'core-cp', 3, '10.10.20'),
      group6('platformNode', 'core-node', 12, '10.10.21', {
        images: ['ingress', 'dns', 'metrics'],
        total: 24,
      }),
    ],
  },
  {
    id: '4c1b8a52-0f3e-4d97-9a16-7e2b5c90d1f8',
    name: 'Web shop',
    groups: [
      group6('loadBalancer', 'shop-lb', 6, '10.20.0'),
      group6('web', 'shop-web', 64, '10.20.1'),
      group6('shopApp', 'shop-app', 120, '10.20.2'),
      group('shopCache', 'shop-cache', 12, '10.20.4'),
      group('shopSearch', 'shop-search', 9, '10.20.5'),
      group('shopDb', 'shop-db', 18, '10.20.6'),
      group('shopQueue', 'shop-mq', 6, '10.20.7'),
      group6('shopMedia', 'shop-media', 8, '10.20.8'),
      group('controlPlane', 'shop-cp', 3, '10.20.20'),
      group6('shopNode', 'shop-node', 72, '10.20.21', {
        images: ['ingress', 'dns', 'storefront', 'cart', 'recommender', 'cache', 'mesh'],
        total: 128,
      }),
    ],
  },
  {
    id: '9e6d2f70-58b4-4a1c-8c3d-1b07f4a6e925',
    name: 'Payments',
    groups: [
      group6('loadBalancer', 'pay-lb', 4, '10.30.0'),
      group6('payApp', 'pay-app', 48, '10.30.1'),
      group('payDb', 'pay-db', 10, '10.30.2'),
      group('payStream', 'pay-kafka', 6, '10.30.3'),
      group('payHsm', 'pay-hsm', 4, '10.30.4'),
      group('payTransfer', 'pay-sftp', 3, '10.30.5'),
      group('payTerminals', 'pay-pos', 24, '10.30.6'),
      group('payBatch', 'pay-batch', 12, '10.30.7'),
      group('controlPlane', 'pay-cp', 3, '10.30.20'),
      group('payNode', 'pay-node', 30, '10.30.21', {
        images: ['ingress', 'dns', 'ledger', 'mesh'],
        total: 56,
      }),
    ],
  },
  {
    id: 'b2a7d913-6c45-4e08-b5f1-3d98c0e7a46b',
    name: 'Data platform',
    groups: [
      group('hadoopMaster', 'dp-master', 4, '10.40.0'),
      group('hadoopWorker', 'dp-worker', 120, '10.40.1'),
      group('stream', 'dp-kafka', 9, '10.40.2'),
      group('zookeeper', 'dp-zk', 5, '10.40.3'),
      group('spark', 'dp-spark', 6, '10.40.4'),
      group('clickhouse', 'dp-click', 12, '10.40.5'),
      group6('openPostgres', 'dp-pg', 8, '10.40.6'),
      group6('openRedis', 'dp-redis', 4, '10.40.7'),
      group('scheduler', 'dp-airflow', 4, '10.40.8'),
      group('notebook', 'dp-lab', 10, '10.40.9'),
      group('gpu', 'dp-gpu', 16, '10.40.10'),
      group('controlPlane', 'dp-cp', 3, '10.40.20'),
      group6('dataNode', 'dp-node', 40, '10.40.21', {
        images: ['dns', 'flink', 'trino', 'database'],
        total: 52,
      }),
    ],
  },
  {
    id: 'd85f3c1e-a290-47b6-92ce-60f71b4d8a3e',
    name: 'Corporate IT',
    groups: [
      group('domainController', 'CORP-DC', 6, '10.50.0'),
      group('fileServer', 'CORP-FS', 10, '10.50.1'),
      group('printServer', 'CORP-PRINT', 4, '10.50.2'),
      group6('windowsApp', 'CORP-APP', 72, '10.50.3'),
      group('sqlServer', 'CORP-SQL', 8, '10.50.4'),
      group6('jump', 'CORP-JUMP', 6, '10.50.5'),
      group6('intranet', 'intra', 28, '10.50.6', { images: ['wiki', 'database'], total: 10 }),
      group6('workstation', 'dev', 60, '10.50.8'),
      group('oldSwitch', 'sw-old', 41, '10.51.0'),
      group('switch', 'sw', 58, '10.51.1'),
      group('camera', 'cam', 36, '10.52.0'),
      group('phone', 'pbx', 2, '10.53.0'),
      group('building', 'bms', 3, '10.53.1'),
      group('oldFtp', 'ftp-legacy', 1, '10.50.9'),
    ],
  },
]
