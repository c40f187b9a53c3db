/**
 * The URL of the server of this page, without a slash at the end. A proxy may have mounted it under a path of another host, which
 * only the address of the document tells: `https://console.example.com/openports`.
 */
export const baseUrl = (): string => new URL('.', location.href).href.slice(0, -1)
