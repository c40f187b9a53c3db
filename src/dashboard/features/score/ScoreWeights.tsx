import { useState } from 'react'

import {
  DEFAULT_WEIGHTS,
  MAX_WEIGHT,
  parseWeights,
  printWeights,
  WEIGHT_GROUPS,
} from '#analysis/score-weights.ts'
import type { WeightName, Weights } from '#analysis/score-weights.ts'
import type { Messages } from '#i18n/en.ts'
import { useI18n } from '#i18n/i18n.ts'
import { Button } from '#ui/Button.tsx'
import { Dialog } from '#ui/Dialog.tsx'

/** The weights that a score is made with, in sight beside it, and the dialog that changes them. */
export function ScoreWeights({
  weights,
  onChange,
}: {
  weights: Weights
  /** `null` for the default ones. */
  onChange: (weights: Weights | null) => void
}) {
  const { t, f } = useI18n()
  const [changing, setChanging] = useState(false)
  const isOwn = printWeights(weights) !== ''
  const change = (weights: Weights | null) => {
    setChanging(false)
    onChange(weights)
  }
  return (
    <section
      aria-label={t.score.weights}
      className="grid content-start gap-2 border-line px-4.5 py-3.5 max-lg:border-t lg:border-l"
    >
      <h3 className="font-[600]">{isOwn ? t.score.changedWeights : t.score.weights}</h3>
      {WEIGHT_GROUPS.map(({ kind, names }) => (
        <dl key={kind} className="grid gap-x-4 text-muted max-lg:grid-cols-2" aria-label={groupName(t, kind)}>
          {names.map((name) => (
            <div key={name} className="flex justify-between gap-3">
              <dt>{weightName(t, name)}</dt>
              <dd
                className={`tabular ${weights[name] === DEFAULT_WEIGHTS[name] ? '' : 'font-[650] text-text'}`}
              >
                {f.count(weights[name])}
              </dd>
            </div>
          ))}
        </dl>
      ))}
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => setChanging(true)}>{t.score.changeWeights}</Button>
        {isOwn && (
          <Button look="plain" onClick={() => change(null)}>
            {t.score.defaultWeights}
          </Button>
        )}
      </div>
      {changing && <WeightsDialog weights={weights} onChange={change} onClose={() => setChanging(false)} />}
    </section>
  )
}

function WeightsDialog({
  weights,
  onChange,
  onClose,
}: {
  weights: Weights
  onChange: (weights: Weights | null) => void
  onClose: () => void
}) {
  const { t } = useI18n()
  return (
    <Dialog title={t.score.changeWeights} closeLabel={t.common.close} onClose={onClose}>
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          const written = Array.from(new FormData(event.currentTarget), ([name, weight]) =>
            typeof weight === 'string' ? `${name}:${Number(weight)}` : '',
          )
          onChange(parseWeights(written.join())) // the browser has let nothing through that is out of range
        }}
      >
        <p className="text-muted">{t.score.weightsHint(MAX_WEIGHT)}</p>
        <div className="grid gap-x-8 gap-y-4 sm:grid-cols-2">
          {WEIGHT_GROUPS.map(({ kind, names }) => (
            <fieldset key={kind} className="grid content-start gap-1.5">
              <legend className="pb-1.5 font-[600]">{groupName(t, kind)}</legend>
              {names.map((name) => (
                <WeightField key={name} name={name} weight={weights[name]} />
              ))}
            </fieldset>
          ))}
        </div>
        <div className="flex gap-2">
          <Button type="submit">{t.score.applyWeights}</Button>
          <Button look="plain" onClick={() => onChange(null)}>
            {t.score.defaultWeights}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

function WeightField({ name, weight }: { name: WeightName; weight: number }) {
  const { t } = useI18n()
  return (
    <label className="flex items-center justify-between gap-3">
      {weightName(t, name)}
      <input
        type="number"
        name={name}
        defaultValue={weight}
        min={0}
        max={MAX_WEIGHT}
        step={0.01}
        required
        className="tabular h-8 w-24 rounded-control border border-line-strong bg-surface px-2 text-right pointer-coarse:h-11"
      />
    </label>
  )
}

const groupName = (t: Messages, kind: (typeof WEIGHT_GROUPS)[number]['kind']): string =>
  kind === 'status' ? t.score.statusWeights : t.score.classWeights

const weightName = ({ labels, score }: Messages, name: WeightName): string =>
  ({ ...labels.classes, ...score.weight })[name]
