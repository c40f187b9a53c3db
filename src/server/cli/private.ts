/** What this process writes is for its own user alone, and no report of Node's has its environment, where secrets are. */
export function keepPrivate(): void {
  process.umask(0o077)
  if (process.report) process.report.excludeEnv = true
}
