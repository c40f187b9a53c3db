// The file of the build that PortPanel.tsx speaks of.
export { PortAdvice } from './PortAdvice.tsx'
export { PortReferences } from './PortReferences.tsx'
export { PortWhy } from './PortWhy.tsx'
