import { expect, test } from 'vitest'

import { hasNginx } from './nginx.mjs'

const has = (program) => hasNginx({ env: { PATH: '/usr/bin' }, isProgram: (file) => file === program })

test('nginx is found on PATH, and where Debian keeps it', () => {
  expect([has('/usr/bin/nginx'), has('/usr/sbin/nginx'), has('/opt/nginx')]).toEqual([true, true, false])
})
