import { useTourTexts } from '#i18n/tour.ts'

/** Over the whole page, printed or photographed as it is: these servers do not exist. It takes no click. */
export function Watermark() {
  const { watermark } = useTourTexts()
  return (
    <svg aria-hidden className="pointer-events-none fixed inset-0 z-30 size-full text-text opacity-5">
      <pattern
        id="demo-watermark"
        width="520"
        height="220"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(-24)"
      >
        <text x="20" y="120" fontSize="36" fontWeight="650" fill="currentColor">
          {watermark}
        </text>
      </pattern>
      <rect width="100%" height="100%" fill="url(#demo-watermark)" />
    </svg>
  )
}
