import { type Asset, collateralKey, type Position, Refused } from '@mirror/sdk'

import { findAsset, useAssets } from '../data/assets'
import { useHead } from '../data/head'
import { useLock } from '../data/lock'
import { usePosition } from '../data/mint'
import { useMirror } from '../data/mirror'
import { safety, safetyLook } from '../forms/safety'
import { Address, Badge, Bar, Button, Figures, Lines, NothingThere, Notice, PageHead, Shown } from '../parts'
import { testIds } from '../testids'
import { t } from '../words'
import { amount, moment, part, price } from '../words/figures'
import { useSession } from '../wallet/session'
import { useTransaction } from '../wallet/transaction'
import { AssetNotice } from './asset-notice'
import { Changes } from './edit-form'
import { collateralName } from './names'
import { NoPosition } from './position-end'
import { assetPriceLine } from './price-lines'

/** One position: how it stands, and every change of it. `#/position/7` */
export default function PositionPage({ args }: { args: readonly string[] }) {
  const idx = args[0] ?? ''
  const found = usePosition(idx)
  const all = useAssets()
  // It may have been bought or closed while somebody looked at it.
  if (found.error instanceof Refused && (found.data === undefined || found.error.kind === 'position_not_found')) {
    return <NoPosition idx={idx} />
  }
  return (
    <Shown
      of={found}
      lines={8}
      title={t('position.title', { idx })}
      ready={(position) => (
        <Shown
          of={all}
          lines={8}
          title={t('position.title', { idx })}
          ready={(assets) => {
            const asset = findAsset(assets, position.asset)
            return asset === undefined ? <NothingThere title={t('trade.unknown', { asset: position.asset })} /> : <Standing position={position} asset={asset} assets={assets} />
          }}
        />
      )}
    />
  )
}

function Standing({ position, asset, assets }: { position: Position; asset: Asset; assets: readonly Asset[] }) {
  const mirror = useMirror()
  const { address } = useSession()
  const symbol = collateralName(collateralKey(position.collateral), mirror, assets)
  const isOwner = address === position.owner
  return (
    <>
      <PageHead
        title={t('position.title', { idx: position.idx })}
        says={t('position.says', { asset: asset.symbol, collateral: symbol })}
        end={<Badge>{t(position.isShort ? 'position.short' : 'position.borrowed')}</Badge>}
      />
      <div className="stack">
        <AssetNotice asset={asset} assets={assets} canBurn={!isOwner} />
        <Figured position={position} asset={asset} symbol={symbol} />
        {position.isShort && <LockCard idx={position.idx} isOwner={isOwner} />}
        {isOwner ? (
          <Changes position={position} asset={asset} symbol={symbol} />
        ) : (
          <Notice>{t('position.not-yours')}</Notice>
        )}
      </div>
    </>
  )
}

function Figured({ position, asset, symbol }: { position: Position; asset: Asset; symbol: string }) {
  const { base_display: base } = useMirror().deployment
  const { valued, holdings } = position
  const standing = safety(valued)
  // The bar ends at twice the minimum; its mark is the minimum.
  const share = valued?.ratio === undefined ? 0 : Number((valued.ratio * 1_000n) / (valued.minimum * 2n)) / 1_000
  return (
    <section className="card stack" aria-label={t('position.before')}>
      <div className="row apart">
        <Figures isLarge lines={[{ label: t('position.ratio'), value: holdings.debt === 0n ? t('position.safety.no_debt') : part(valued?.ratio), testId: testIds.positionRatio }]} />
        <Badge kind={safetyLook(standing)}>{t(`position.safety.${standing}`)}</Badge>
      </div>
      <Bar part={share} mark={0.5} kind={safetyLook(standing)} />
      <Figures
        lines={[
          { label: t('borrow.minimum'), value: part(valued?.minimum) },
          { label: t('position.collateral'), value: amount(holdings.collateral, symbol), testId: testIds.positionCollateral },
          { label: t('position.debt'), value: amount(holdings.debt, asset.symbol, asset.decimals), testId: testIds.positionDebt },
          ...(standing === 'delisted' ? [] : [{ label: t('borrow.liquidation'), value: holdings.debt === 0n ? t('state.none') : price(valued?.liquidationPrice, base) }]),
          assetPriceLine(asset, base),
        ]}
      />
      <p className="small muted">
        {t('position.owner')} <Address of={position.owner} />
      </p>
    </section>
  )
}

function LockCard({ idx, isOwner }: { idx: string; isOwner: boolean }) {
  const mirror = useMirror()
  const lock = useLock(idx, true)
  const now = useHead().data?.time
  const { ask } = useTransaction()
  const { base_display: base } = mirror.deployment
  return (
    <section className="card stack" aria-label={t('position.locked')}>
      <Shown
        of={lock}
        lines={1}
        ready={(found) => {
          if (found === null) return <p className="muted">{t('position.nothing-locked')}</p>
          const isFree = now !== undefined && now >= found.unlockTime
          return (
            <>
              <Lines
                lines={[
                  { label: t('position.locked'), value: amount(found.amount, base) },
                  { label: t('borrow.locked'), value: moment(found.unlockTime) },
                ]}
              />
              {isOwner && (
                <Button
                  testId={testIds.unlock}
                  disabledBecause={isFree ? undefined : t('position.still-locked')}
                  onClick={() =>
                    ask({
                      title: t('position.unlocks', { amount: amount(found.amount, base) }),
                      lines: [{ label: t('position.locked'), value: amount(found.amount, base) }],
                      messages: [mirror.lock.msg.unlockPositionFunds({ positions_idx: [idx] })],
                    })
                  }
                >
                  {t('position.unlock')}
                </Button>
              )}
            </>
          )
        }}
      />
    </section>
  )
}
