import { html } from 'hono/html'

/** HTML in which every value was escaped. Made of what is there already, it is no promise: that is of hono's type alone. */
export type Html = ReturnType<typeof html>

/** A text from outside, which must not change the direction of the text around it. */
export const foreign = (text: string): Html => html`<bdi>${text}</bdi>`

/** HTML as text. Control characters and halves of characters, which it cannot hold, are shown as U+FFFD. */
export const printHtml = async (content: Html): Promise<string> =>
  String(await content)
    .toWellFormed()
    .replaceAll(/[^\P{Cc}\n\t]/gu, '\uFFFD')
