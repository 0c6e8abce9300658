import type { Asset } from '@mirror/sdk'

import { useBalances, usePositions } from '../data/account'
import { useStaker } from '../data/gov'
import { useLocks } from '../data/lock'
import { useMirror } from '../data/mirror'
import { useOrders } from '../data/orders'
import { useStakes } from '../data/staking'
import { worthOf } from '../forms/worth'
import { Figures } from '../parts'
import { testIds } from '../testids'
import { t } from '../words'
import { brief } from '../words/figures'

/** What an account's things are worth, in all and by where they are. */
export function Worth({ address, assets }: { address: string; assets: readonly Asset[] }) {
  const { deployment } = useMirror()
  const positions = usePositions(address).data
  const worth = worthOf(
    {
      balances: useBalances(address).data,
      positions,
      locks: useLocks(positions?.filter(({ isShort }) => isShort).map(({ idx }) => idx)).data,
      stakes: useStakes(address).data,
      staker: useStaker(address).data,
      orders: useOrders(address).data,
    },
    { assets, baseDenom: deployment.base_denom, mirToken: deployment.mirror_token },
  )
  const shown = (units: bigint | undefined) => (units === undefined ? t('state.unknown') : brief(units, deployment.base_display))
  return (
    <section className="card stack" aria-label={t('my.worth')}>
      <Figures isLarge lines={[{ label: t('my.worth'), value: shown(worth.all), testId: testIds.myWorth }]} />
      <Figures
        lines={[
          { label: t('my.holding'), value: shown(worth.holding) },
          { label: t('my.positions-net'), value: shown(worth.positions) },
          { label: t('position.locked'), value: shown(worth.locked) },
          { label: t('my.farming'), value: shown(worth.farming) },
          { label: t('nav.govern'), value: shown(worth.govern) },
          { label: t('my.orders'), value: shown(worth.orders) },
        ]}
      />
    </section>
  )
}
