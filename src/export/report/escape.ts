/**
 * Text as HTML that shows it and does nothing else, in an element or in a quoted attribute. Control characters and
 * halves of characters, which HTML cannot hold, are shown as U+FFFD.
 */
export const escapeHtml = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/[\p{Cc}]/gu, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')

/** A text from outside, which must not change the direction of the text around it. */
export const foreign = (text: string): string => `<bdi>${escapeHtml(text)}</bdi>`
