/**
 * Something that can be done, by its name; `about` says of what kind it is. One that gives a promise is done when that
 * is fulfilled with what it came to, in words.
 */
export type Command = { name: string; about: string; run: () => void | Promise<string> }
