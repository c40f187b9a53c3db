/** The line that names the columns, of ss with `-t` and `-u`. */
export const isSsHeader = (line: string): boolean => /^Netid\s+State\s/.test(line)

/** The line that names the columns of any table of ss. */
export const isAnySsHeader = (line: string): boolean => /^(?:Netid\s+)?State\s+Recv-Q\s/.test(line)

/**
 * A socket, in the columns of ss with `-t` and `-u`. The parser checks that it is complete. Old versions write
 * `???` for kinds that they do not know.
 */
export const isSsSocket = (line: string): boolean =>
  /^(?:[a-z][a-z0-9_]*|\?{3})\s+[A-Z0-9-]+\s+\d+\s+\d+\s/.test(line)

const WORD = String.raw`[\w.@~/:\\+-]+(?![\w.@~/:\\+-])`
/** As many words as a prompt has before its mark; each ends where the next begins, so that no line takes long. */
const PROMPT = new RegExp(
  String.raw`^(?:[└╰]─*)?(?:(?:\([^)"]*\)|\[[^\]"]*\]|${WORD}) ?){0,6}(?:[$#%❯](?=\s|$)|(?<!-)>)`,
)

/**
 * What a terminal shows around a command's output when it is copied: `web1:~$ ss -tulpn`, `[root@web1 ~]# exit`, `$`,
 * `C:\Users\me>ss`, `10:15:20 me@web1 ~/app (main) $`, the two lines of `┌──(kali㉿kali)-[~]`. Nothing that ss writes
 * looks like it.
 */
export const isPrompt = (line: string): boolean =>
  /^[┌╭➜]/.test(line) || isPassword(line) || PROMPT.test(line)

/** What sudo shows between a command and its output. */
export const isPassword = (line: string): boolean => line.startsWith('[sudo]')

/** A command that shows some lines of a table alone: `ss -tulpn | grep 80`. */
export const isShortened = (line: string): boolean =>
  /\b(?:ss|netstat|lsof)\s/.test(line) && /\|\s*(?:\w*grep|head|tail|findstr)\b/.test(line)
