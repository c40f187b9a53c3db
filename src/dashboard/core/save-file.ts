/** Hands a file to the reader's browser, which puts it where that reader's downloads go. */
export function saveFile(name: string, content: Blob): void {
  const url = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000) // a browser may still be asking its reader where to put it
}
