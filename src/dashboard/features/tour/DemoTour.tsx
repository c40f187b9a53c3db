import { Compass, X } from 'lucide-react'
import { useEffect, useId, useState } from 'react'
import type { KeyboardEvent } from 'react'

import { useShortcuts } from '#dashboard/core/shortcuts.ts'
import { useTourTexts } from '#i18n/tour.ts'
import { preference } from '#preferences.ts'
import { Button, IconButton } from '#ui/Button.tsx'
import { useKiosk } from '#view/kiosk-mode.ts'

import { TOUR_STEPS } from './tour-steps.ts'

/** Whether this reader has walked through or skipped the tour: it then no longer begins by itself. */
const seen = preference<'no' | 'yes'>('openports-tour-seen', (stored) => (stored === 'yes' ? 'yes' : 'no'))

/**
 * Steps through the page. It stands beside the page and blocks nothing: what it speaks of is outlined and can be
 * tried at once. Enter goes on, Left and Right go from step to step, Escape ends it where nothing else is open.
 * Kiosk mode has no tour.
 */
export function DemoTour() {
  const tour = useTourTexts()
  const { kiosk } = useKiosk()
  const [step, setStep] = useState<number | null>(() => (seen.get() === 'no' ? 0 : null))
  if (kiosk !== null) return null
  const end = () => {
    seen.set('yes')
    setStep(null)
  }
  return step === null ? (
    <Button onClick={() => setStep(0)} className="fixed! right-4 bottom-4 z-40 shadow-float">
      <Compass aria-hidden className="size-4" />
      {tour.begin}
    </Button>
  ) : (
    <Step at={step} onStep={setStep} onEnd={end} />
  )
}

function Step({ at, onStep, onEnd }: { at: number; onStep: (at: number) => void; onEnd: () => void }) {
  const tour = useTourTexts()
  const id = useId()
  const step = TOUR_STEPS[at] ?? TOUR_STEPS[0]
  const isLast = at === TOUR_STEPS.length - 1
  const { title, text } = tour.steps[step.name]
  const next = () => (isLast ? onEnd() : onStep(at + 1))

  useEffect(() => outline(step.place), [step])

  useShortcuts({ escape: onEnd })

  const onArrow = (event: KeyboardEvent) => {
    if (event.key === 'ArrowRight' && !isLast) onStep(at + 1)
    if (event.key === 'ArrowLeft' && at > 0) onStep(at - 1)
  }

  return (
    <section
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-text`}
      className="fixed right-4 bottom-4 left-4 z-40 ml-auto grid max-w-sm gap-2 rounded-card border border-line-strong bg-surface p-4 shadow-float"
    >
      <div className="flex items-start justify-between gap-3">
        <h2 id={`${id}-title`} className="text-title font-[650]">
          {title}
        </h2>
        <IconButton name={tour.skip} onClick={onEnd} className="-mt-1 -mr-2 shrink-0">
          <X aria-hidden className="size-4" />
        </IconButton>
      </div>
      <p id={`${id}-text`} aria-live="polite">
        {text}
      </p>
      <div className="flex items-center gap-2 pt-1">
        <span className="tabular grow text-muted">{tour.step(at + 1, TOUR_STEPS.length)}</span>
        {at > 0 && (
          <Button look="plain" onClick={() => onStep(at - 1)}>
            {tour.back}
          </Button>
        )}
        <Button ref={focusOnce} onClick={next} onKeyDown={onArrow}>
          {isLast ? tour.done : tour.next}
        </Button>
      </div>
    </section>
  )
}

/** The tour can be walked by Enter alone from the moment it appears. */
const focusOnce = (button: HTMLButtonElement | null): void => button?.focus({ preventScroll: true })

/**
 * Brings a part of the page into sight and outlines it; gives what takes the outline away. A rule, not a mark on the
 * element, since the part may still be loading and be drawn anew.
 */
function outline(place: string): () => void {
  document.querySelector(place)?.scrollIntoView({ block: 'nearest' })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(
    `${place} { outline: 3px solid var(--color-accent); outline-offset: 3px; scroll-margin-block: 9rem }`,
  )
  document.adoptedStyleSheets.push(sheet)
  return () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet)
  }
}
