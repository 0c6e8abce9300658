import type { PollEffect } from '@mirror/sdk'

import { useAssets } from '../data/assets'
import { useMirror } from '../data/mirror'
import { Lines, Notice } from '../parts'
import { testIds } from '../testids'
import { t } from '../words'
import { visibleLines } from './poll-text'
import { effectLines, effectWords, isKnown } from './poll-words'

/** What a poll does, message by message; it stands before what its creator says of it. */
export function Effects({ effects }: { effects: readonly PollEffect[] }) {
  return (
    <section className="card stack" aria-label={t('poll.does')} data-testid={testIds.pollEffects}>
      <h2>{t('poll.does')}</h2>
      {effects.length === 0 && <p>{t('poll.text-only')}</p>}
      {effects.length > 1 && <p>{t('poll.many', { number: effects.length })}</p>}
      {effects.map((effect, number) => (
        <Effect key={`${number} ${effect.raw}`} effect={effect} />
      ))}
    </section>
  )
}

function Effect({ effect }: { effect: PollEffect }) {
  const mirror = useMirror()
  const assets = useAssets().data ?? []
  return (
    <div className="stack-small">
      {!isKnown(effect) && <Notice kind="warn">{t('effect.unknown')}</Notice>}
      {isKnown(effect) && effect.name === 'spend' && <Notice kind="warn">{t('effect.spends')}</Notice>}
      <h3 className="foreign">{effectWords(effect)}</h3>
      <Lines lines={effectLines(effect, { mirror, assets, action: effect })} />
      <details>
        <summary>{t('poll.raw')}</summary>
        <pre className="raw">{visibleLines(effect.raw)}</pre>
      </details>
    </div>
  )
}
