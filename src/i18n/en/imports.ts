import { count, plural } from './numbers.ts'

const megabytes = (bytes: number): string => count(Math.ceil(bytes / 1_000_000))
const servers = (n: number): string => `${count(n)} ${plural(n, 'server', 'servers')}`
const listeners = (n: number): string => `${count(n)} ${plural(n, 'listener', 'listeners')}`
const ports = (n: number): string => `${count(n)} ${plural(n, 'port', 'ports')}`

/** Importing scans: files, preview, result. */
export const imports = {
  title: 'Import scans',
  drop: 'Drop scans to import them',
  choose: 'Choose files',
  chooseHint: 'or drop files and folders anywhere on the page. First you see a preview.',
  chooseOther: 'Choose other files',
  limit: (bytes: number) => `Up to ${megabytes(bytes)} MB, unpacked.`,
  tooLarge: (bytes: number) =>
    `These files exceed the upload limit of ${megabytes(bytes)} MB. Import them in parts, or by the command below.`,
  tooMany: (files: number) =>
    `An upload can have ${count(files)} files. Import them in parts, or by the command below.`,
  disabled: 'Uploads are disabled on this server (OPENPORTS_IMPORT_MB). Use the commands below.',
  noRole: 'Importing scans requires the Operator role in the project Inventory.',
  noServer: 'This demo has no server to import into. Run Openports, then import scans there:',
  commands: 'Import by command',
  uploading: (sent: number, of: number) => `Uploading ${megabytes(sent)} of ${megabytes(of)} MB…`,
  reading: (read: number, of: number) => `Reading ${megabytes(read)} of ${megabytes(of)} MB…`,
  preview: 'Preview',
  nothingYet: 'Nothing has been imported yet.',
  files: (n: number) => `${count(n)} ${plural(n, 'file', 'files')}`,
  file: (format: string, hosts: number, sockets: number) =>
    `${format}, ${servers(hosts)}, ${listeners(sockets)}`,
  skipped: (what: string) => `skipped: ${what}`,
  known: (all: number, fresh: number) =>
    all === fresh ? `${servers(all)}, all new` : `${servers(all)}, of which ${count(fresh)} new`,
  opened: (n: number, ofPorts: number) => `Opens ${listeners(n)}, ${ports(ofPorts)} new in this scope`,
  closed: (n: number, ofPorts: number) => `Closes ${listeners(n)}, ${ports(ofPorts)} gone from this scope`,
  same: 'Changes nothing: the inventory already has these listeners.',
  more: (n: number) => `and ${count(n)} more`,
  port: (port: number, type: string, n: number) => `${port} ${type} (${servers(n)})`,
  total: (n: number) => `Afterwards the scope has ${ports(n)}.`,
  import: 'Import',
  done: (n: number) => `Imported ${servers(n)}.`,
  show: 'Show ports',
  failed: 'Nothing was imported.',
  tryAgain: 'Try again',
  options: 'Options',
  enterpriseProject: 'Enterprise project ID',
  hostName: 'Server name (host_name)',
  hostNameHint: 'For one file that does not contain its server’s name.',
  partial: 'Interrupted nmap scans: import the finished hosts (partial)',
  apply: 'Update preview',
}

export type ImportTexts = typeof imports
