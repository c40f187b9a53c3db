/** Choosing whose ports are shown, and why there is nothing to choose. */
export const scope = {
  project: 'Project',
  category: 'Category',
  enterpriseProject: 'Enterprise project',
  allEnterpriseProjects: 'All',
  noProjects: 'No project yet.',
  noSuchProject: (project: string) => `There is no project “${project}”.`,
  showProject: (project: string) => `Show ${project}`,
  noSuchEnterpriseProject: (id: string) => `There is no enterprise project “${id}” in this project.`,
  showAllEnterpriseProjects: 'Show all enterprise projects',
  demoNotice: 'Demo fleet: made-up servers.',
  importScan: 'Import a scan',
  howToImport: {
    intro: 'In the folder of Openports, on the machine that runs it:',
    commands: [
      'Start with a scan of your servers',
      'Start with the ports of this machine',
      'Add a scan while it runs, then refresh',
    ],
    formats: 'Scans: nmap -oX, ss -tulpn, osquery listening_ports, or CSV.',
  },
}
