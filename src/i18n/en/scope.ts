/** Project, category and enterprise project, and what to do where there is none. */
export const scope = {
  project: 'Project',
  category: 'Category',
  enterpriseProject: 'Enterprise project',
  allEnterpriseProjects: 'All',
  noProjects: 'No projects yet.',
  noSuchProject: (project: string) => `Project “${project}” not found.`,
  showProject: (project: string) => `Show ${project}`,
  noSuchEnterpriseProject: (id: string) => `Enterprise project “${id}” not found in this project.`,
  showAllEnterpriseProjects: 'Show all enterprise projects',
  demoNotice: 'Sample data.',
  importScan: 'Import scans',
  howToImport: {
    intro: 'On the machine that runs Openports, in its folder:',
    commands: [
      'Start with a scan of your servers',
      'Start with the ports of this machine',
      'Import a scan while Openports runs, then refresh',
    ],
    formats: 'Formats: nmap, masscan, naabu, ss, netstat, lsof, osquery, PowerShell, Nessus, CSV.',
  },
}
