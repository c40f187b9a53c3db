import { createContext, use } from 'react'

/** Opens the dialog that imports scans, with files where some were dropped. */
export type OpenImport = (files: readonly File[]) => void

export const ImportScansContext = createContext<OpenImport>(() => undefined)

/** Opens the import dialog of the page. */
export const useOpenImport = (): OpenImport => use(ImportScansContext)
