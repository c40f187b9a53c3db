import { Skeleton } from '#ui/Card.tsx'

/** Holds a chart's place until it is there. */
export function ChartSkeleton() {
  return (
    <div className="grid gap-3" aria-busy>
      <Skeleton className="my-2 h-4 w-32" />
      {['w-full', 'w-2/3', 'w-1/4'].map((width) => (
        <Skeleton key={width} className={`h-3 ${width}`} />
      ))}
    </div>
  )
}
