/** The demo that needs no server. */
export const tour = {
  watermark: 'DEMO · sample data',
  begin: 'Take the tour',
  skip: 'Skip the tour',
  back: 'Back',
  next: 'Next',
  done: 'Done',
  step: (at: number, of: number) => `${at} of ${of}`,
  steps: {
    summary: {
      title: 'How bad is it?',
      text: 'Dangerous ports, servers with one of them, and all open ports, each with its difference from yesterday and its trend. Click a number to filter by it, a line to see its month.',
    },
    changes: {
      title: 'Changes',
      text: 'VNC was opened on dev-27 today. Behind it is an incident: the Docker API (2375) was open on three build servers, was found and closed, and has come back, one server at a time. Choose “7 days ago” to see it reopened.',
    },
    search: {
      title: 'Search for any port',
      text: 'Type 22,80, redis, risk:danger or servers:>50. The page follows each keystroke, and the address bar keeps the search: share the link, or press Back.',
    },
    charts: {
      title: 'Where is it?',
      text: 'Risk by type, and the dangerous ports on the most servers. Click a bar to filter by it.',
    },
    table: {
      title: 'Which ports, and why?',
      text: 'Sort by any column; Shift-click sorts by several. Open a row for its purpose, its risk, the recommendation and the servers.',
    },
    yours: {
      title: 'Now your own data',
      text: 'This is sample data, and nothing leaves this page. Openports shows your own scans or a Huawei Cloud HSS tenant: start here.',
    },
  },
}

export type TourTexts = typeof tour
