import { TypeTag } from './TypeTag.tsx'

/** A port's protocol, and in which address families it is open: of types that name one. */
export function ProtocolTag({ protocol, types }: { protocol: string; types: readonly string[] }) {
  return (
    <span className="inline-flex max-w-full items-center gap-1">
      <TypeTag type={protocol} />
      {types.map((type) => (
        <span key={type} className="rounded-badge bg-sunken px-1 text-[0.6875rem]/4 text-muted">
          {familyOf(type)}
        </span>
      ))}
    </span>
  )
}

export const familyOf = (type: string): string => (type.endsWith('6') ? 'IPv6' : 'IPv4')
