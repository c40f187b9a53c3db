/** A setting that cannot be used. The message is one line: which setting, what is wrong, what to do. */
export class ConfigError extends Error {
  override name = 'ConfigError'
}
