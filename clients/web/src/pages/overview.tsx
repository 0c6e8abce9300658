import { useConfig, useMirror } from '../data/mirror'
import { useStatistic } from '../data/statistic'
import { Figures } from '../parts'
import { testIds } from '../testids'
import { t } from '../words'
import { grouped, price, round } from '../words/figures'

/** The protocol in four figures; nothing where there is no index to tell them. */
export function Overview() {
  const { base_display: base } = useMirror().deployment
  const { index } = useConfig()
  const { data: all, isPending } = useStatistic()
  if (index === undefined) return null
  // While it is on its way it is not unknown yet.
  const absent = isPending ? <span className="skeleton" /> : t('state.unknown')
  const shown = (units: bigint | undefined) => (units === undefined ? absent : round(units, base))
  return (
    <section className="card strip" aria-label={t('dashboard.title')}>
      <Figures
        lines={[
          { label: t('dashboard.tvl'), value: shown(all?.total), testId: testIds.tvl },
          { label: t('dashboard.volume'), value: shown(all?.volume) },
          { label: t('dashboard.transactions'), value: all === undefined ? absent : grouped(all.transactions) },
          { label: t('dashboard.mir-price'), value: all === undefined ? absent : price(all.mirPrice, base) },
        ]}
      />
    </section>
  )
}
