/** The line that names the columns, of ss with `-t` and `-u`. */
export const isSsHeader = (line: string): boolean => /^Netid\s+State\s/.test(line)

/** A socket, in the columns of ss with `-t` and `-u`. Whether it is whole is for the parser to say. */
export const isSsSocket = (line: string): boolean => /^[a-z][a-z0-9_]*\s+[A-Z0-9-]+\s+\d+\s+\d+\s/.test(line)

/**
 * What a terminal shows around a command's output when it is copied: `web1:~$ ss -tulpn`, `[root@web1 ~]# exit`, `$`,
 * the two lines of `┌──(kali㉿kali)-[~]`. Nothing that ss writes looks like it.
 */
export const isPrompt = (line: string): boolean =>
  /^[┌╭]/.test(line) ||
  /^(?:[└╰]─*|\([^)]*\) ?)?(?:\[[^\]]*\]|[\w.@~/:+-]*(?: [~/][\w.~/-]*)?) ?[$#%>❯](?:\s.*)?$/.test(line)
