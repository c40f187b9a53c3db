/** The demo that needs no server. */
export const tour = {
  watermark: 'DEMO · made-up servers',
  begin: 'Take the tour',
  skip: 'Skip the tour',
  back: 'Back',
  next: 'Next',
  done: 'Done',
  step: (at: number, of: number) => `${at} of ${of}`,
  steps: {
    summary: {
      title: 'How bad is it?',
      text: 'Dangerous ports first, then all open ports, the exposure and the split by protocol. Every number here is of the same snapshot, and a click filters by it.',
    },
    search: {
      title: 'Ask about any port',
      text: 'Type 22,80, redis, status:danger or servers:>50. Everything on the page follows each keystroke, and the address keeps the question: send it, or press Back.',
    },
    charts: {
      title: 'Where is it?',
      text: 'Risk by type, and the ports open on the most servers. Click a bar to see only that.',
    },
    table: {
      title: 'Which ones, and why?',
      text: 'Sort by any column, Shift-click for several. Open a row to read what the port is, why it is dangerous, what to do, and which servers have it.',
    },
    yours: {
      title: 'Now your own',
      text: 'This fleet is made up, and nothing leaves this page. Openports shows your scans, or a tenant of Huawei Cloud HSS: see here how to begin.',
    },
  },
}
