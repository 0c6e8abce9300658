import type { Asset } from '@mirror/sdk'

import { ButtonLink, Notice, StatusNotice } from '../parts'
import { t } from '../words'

/** Why positions of an asset can not be changed, and, where it is delisted, where one goes from here. */
export function AssetNotice({ asset, assets, canBurn = true }: { asset: Asset; assets: readonly Asset[]; canBurn?: boolean }) {
  if (asset.terms?.status !== 'delisted') return <StatusNotice of={asset} />
  const next = assets.find(({ symbol, token, terms }) => symbol === asset.symbol && token !== asset.token && terms !== undefined && terms.status !== 'delisted')
  return (
    <>
      <StatusNotice of={asset} />
      {canBurn && <p><ButtonLink size="small" href={`#/burn/${asset.token}`}>{t('burn.title', { asset: asset.symbol })}</ButtonLink></p>}
      {next !== undefined && (
        <Notice action={<ButtonLink size="small" href={`#/trade/${next.token}`}>{t('status.replaced-go', { asset: next.symbol })}</ButtonLink>}>
          {t('status.replaced', { asset: asset.symbol })}
        </Notice>
      )}
    </>
  )
}
