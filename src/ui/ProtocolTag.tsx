import { TypeTag } from './TypeTag.tsx'

/** A port's protocol, and in which address families it is open, as far as its types name one. */
export function ProtocolTag({ protocol, types }: { protocol: string; types: readonly string[] }) {
  return (
    <span className="inline-flex max-w-full items-center gap-1">
      <TypeTag type={protocol} />
      {familiesOf(types).map((family) => (
        <span key={family} className="rounded-badge bg-sunken px-1 text-[0.6875rem]/4 text-muted">
          {family}
        </span>
      ))}
    </span>
  )
}

/** The address families of types. A type that we do not know is of none. */
export const familiesOf = (types: readonly string[]): string[] =>
  types.flatMap((type) => (/^(TCP|UDP)6?$/.test(type) ? [type.endsWith('6') ? 'IPv6' : 'IPv4'] : []))
