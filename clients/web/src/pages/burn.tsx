import { type Asset, type Position, type Rate } from '@mirror/sdk'
import { useState } from 'react'

import { useBalances } from '../data/account'
import { findAsset, useAssets } from '../data/assets'
import { useAssetPositions, useRules } from '../data/mint'
import { useMirror } from '../data/mirror'
import { blockedBecause, problemOf } from '../forms/form'
import { previewRedeem, type RedeemChain, type RedeemSummary } from '../forms/redeem'
import { AmountField, Button, ButtonLink, type Line, Lines, NothingThere, Notice, PageHead, Shown, StatusBadge } from '../parts'
import { testIds } from '../testids'
import { t } from '../words'
import { amount } from '../words/figures'
import { useSession } from '../wallet/session'
import { useTransaction } from '../wallet/transaction'
import { AssetNotice } from './asset-notice'
import { MaxButton } from './max-button'
import { collateralName } from './names'
import { assetPriceLine } from './price-lines'

/** A delisted asset for its end price, out of positions of others: `#/burn/mAAPL`. */
export default function Burn({ args }: { args: readonly string[] }) {
  const all = useAssets()
  const name = args[0] ?? ''
  return (
    <Shown
      of={all}
      lines={6}
      title={t('burn.title', { asset: name })}
      ready={(assets) => {
        const asset = findAsset(assets, name)
        if (asset?.terms === undefined) return <NothingThere title={t('borrow.unknown', { asset: name })} />
        return (
          <>
            <PageHead title={t('burn.title', { asset: asset.symbol })} says={t('burn.says', { asset: asset.symbol })} end={<StatusBadge of={asset} />} />
            <div className="stack">
              <AssetNotice asset={asset} assets={assets} canBurn={false} />
              {asset.terms.status === 'delisted' ? <OfDelisted asset={asset} assets={assets} /> : <div className="empty">{t('burn.not-delisted', { asset: asset.symbol })}</div>}
            </div>
          </>
        )
      }}
    />
  )
}

function OfDelisted({ asset, assets }: { asset: Asset; assets: readonly Asset[] }) {
  const positions = useAssetPositions(asset.token)
  const rules = useRules()
  return <Shown of={positions} lines={4} ready={(found) => <Shown of={rules} ready={({ feeRate }) => <BurnForm asset={asset} assets={assets} positions={found} feeRate={feeRate} />} />} />
}

interface BurnFormProps {
  readonly asset: Asset
  readonly assets: readonly Asset[]
  readonly positions: readonly Position[]
  readonly feeRate: Rate
}

function BurnForm({ asset, assets, positions, feeRate }: BurnFormProps) {
  const mirror = useMirror()
  const { address } = useSession()
  const balances = useBalances(address).data
  const { ask } = useTransaction()
  const [state, setState] = useState({ amount: '' })
  const chain: RedeemChain = { mirror, asset, positions, feeRate, address, balances }
  const preview = previewRedeem(state, chain)
  const { summary } = preview
  const own = positions.find(({ owner, holdings }) => owner === address && holdings.debt > 0n)
  const named = (key: string) => collateralName(key, mirror, assets)
  const price = assetPriceLine(asset, mirror.deployment.base_display)
  const lines = [price, ...(summary === undefined ? [] : receipt(summary, asset, named))]
  const warnings = summary?.isShort === true ? [t('burn.short')] : []
  return (
    <>
      {own !== undefined && (
        <Notice kind="warn" action={<ButtonLink size="small" href={`#/position/${own.idx}`}>{t('burn.own-go', { idx: own.idx })}</ButtonLink>}>
          {t('burn.own', { asset: asset.symbol })}
        </Notice>
      )}
      <form
        className="two"
        aria-label={t('burn.title', { asset: asset.symbol })}
        onSubmit={(event) => {
          event.preventDefault()
          if (summary === undefined || preview.messages.length === 0) return
          ask({
            title: t('burn.burns', { amount: amount(summary.burned, asset.symbol, asset.decimals) }),
            lines,
            warnings,
            messages: preview.messages,
            onDone: () => setState({ amount: '' }),
          })
        }}
      >
        <div className="card stack">
          <AmountField
            label={t('burn.amount', { asset: asset.symbol })}
            unit={asset.symbol}
            decimals={asset.decimals}
            value={state.amount}
            onChange={(text) => setState({ amount: text })}
            problem={problemOf(preview, 'amount')}
            testId={testIds.burnAmount}
            aside={<MaxButton most={balances?.tokens.get(asset.token)} symbol={asset.symbol} decimals={asset.decimals} onPick={(text) => setState({ amount: text })} />}
          />
        </div>
        <div className="card stack">
          <Lines lines={lines} />
          {warnings.map((warning) => (
            <Notice key={warning} kind="warn">
              {warning}
            </Notice>
          ))}
          <Button type="submit" look="main" size="wide" testId={testIds.submit} disabledBecause={blockedBecause(preview, 'form.amount-first')}>
            {t('burn.submit')}
          </Button>
        </div>
      </form>
    </>
  )
}

function receipt(summary: RedeemSummary, asset: Asset, named: (key: string) => string): Line[] {
  return [
    { label: t('burn.you-burn'), value: amount(summary.burned, asset.symbol, asset.decimals) },
    ...[...summary.received].map(([key, units]) => ({ label: t('burn.you-get', { asset: named(key) }), value: amount(units, named(key)), testId: testIds.burnGet })),
    { label: t('position.fee'), value: [...summary.fees].map(([key, units]) => amount(units, named(key))).join(', ') },
    { label: t('burn.positions'), value: String(summary.positions) },
  ]
}
