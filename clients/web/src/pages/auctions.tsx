import { type Asset, collateralKey, type Position, type Rate } from '@mirror/sdk'
import { useState } from 'react'

import { useBalances } from '../data/account'
import { findAsset, useAssets } from '../data/assets'
import { feeReserve } from '../data/fee'
import { useRules, useUnsafePositions } from '../data/mint'
import { useMirror } from '../data/mirror'
import { type AuctionChain, type AuctionState, type AuctionSummary, previewAuction, wholeGain } from '../forms/auction'
import { blockedBecause, problemOf } from '../forms/form'
import { AmountField, AssetName, Button, ButtonLink, Choice, type Column, type Line, Lines, Notice, PageHead, Shown, StatusNotice, Table } from '../parts'
import { testIds } from '../testids'
import { t } from '../words'
import { about, amount, brief, part, typed } from '../words/figures'
import { useSession } from '../wallet/session'
import { useTransaction } from '../wallet/transaction'
import { MaxButton } from './max-button'
import { collateralName } from './names'
import { assetPriceLine, collateralPriceLines } from './price-lines'

/** Positions below their minimum, the best first, and the form to buy one: `#/auctions/7`. */
export default function Auctions({ args }: { args: readonly string[] }) {
  const unsafe = useUnsafePositions()
  const all = useAssets()
  const rules = useRules()
  return (
    <>
      <PageHead title={t('auctions.title')} says={t('auctions.says')} />
      <Shown of={all} ready={(assets) => <Shown of={unsafe} ready={(found) => <Shown of={rules} ready={({ feeRate }) => <Found positions={found} assets={assets} chosen={args[0]} feeRate={feeRate} />} />} />} />
    </>
  )
}

function Found({ positions, assets, chosen, feeRate }: { positions: readonly Position[]; assets: readonly Asset[]; chosen: string | undefined; feeRate: Rate }) {
  const mirror = useMirror()
  const { address } = useSession()
  const balances = useBalances(address).data
  const chains = positions.flatMap((position): AuctionChain[] => {
    const asset = findAsset(assets, position.asset)
    // A delisted asset has no auctions: what it owes is burned at its end price.
    if (asset === undefined || asset.terms?.status === 'delisted') return []
    return [{ mirror, asset, position, feeRate, balances, feeReserve: feeReserve(mirror) }]
  })
  const one = chains.find(({ position }) => position.idx === chosen)
  const gain = (chain: AuctionChain) => wholeGain(chain) ?? -(10n ** 30n)
  return (
    <div className="stack">
      {one !== undefined && <Bid chain={one} assets={assets} />}
      {one === undefined && chosen !== undefined && <Notice kind="warn">{t('auctions.gone', { idx: chosen })}</Notice>}
      {chains.length === 0 ? <div className="empty">{t('auctions.empty')}</div> : <List chains={chains.toSorted((a, b) => (gain(a) > gain(b) ? -1 : 1))} assets={assets} />}
    </div>
  )
}

function List({ chains, assets }: { chains: readonly AuctionChain[]; assets: readonly Asset[] }) {
  const mirror = useMirror()
  const { base_display: base } = mirror.deployment
  const columns: Column<AuctionChain>[] = [
    { label: t('column.position'), cell: ({ position, asset }) => <AssetName symbol={asset.symbol} name={t('position.title', { idx: position.idx })} href={`#/position/${position.idx}`} /> },
    { label: t('position.collateral'), cell: ({ position }) => brief(position.holdings.collateral, collateralName(collateralKey(position.collateral), mirror, assets)) },
    { label: t('position.debt'), cell: ({ position, asset }) => brief(position.holdings.debt, asset.symbol) },
    { label: t('position.ratio'), cell: ({ position }) => part(position.valued?.ratio) },
    { label: t('column.discount'), cell: ({ asset }) => part(asset.terms?.discount, 0) },
    { label: t('column.gain'), cell: (chain) => gainWords(wholeGain(chain), base) },
    { label: t('column.action'), cell: ({ position }) => <ButtonLink size="small" href={`#/auctions/${position.idx}`}>{t('auctions.buy', { idx: position.idx })}</ButtonLink> },
  ]
  return <Table caption={t('auctions.title')} columns={columns} rows={chains} keyOf={({ position }) => position.idx} testId="auctions" />
}

function gainWords(gain: bigint | undefined, base: string): string {
  return gain === undefined ? t('state.unknown') : brief(gain, base)
}

function Bid({ chain, assets }: { chain: AuctionChain; assets: readonly Asset[] }) {
  const { asset, position, mirror } = chain
  const { ask } = useTransaction()
  const [state, setState] = useState<AuctionState>({ amount: typed(position.holdings.debt, asset.decimals), swapsFirst: true })
  const preview = previewAuction(state, chain)
  const { summary } = preview
  const names = { asset: asset.symbol, collateral: collateralName(collateralKey(position.collateral), mirror, assets), base: mirror.deployment.base_display }
  const prices = [assetPriceLine(asset, names.base), ...(position.valued === undefined ? [] : collateralPriceLines(position.collateral, position.valued.prices, mirror, assets))]
  const lines = [...prices, ...(summary === undefined ? [] : receipt(summary, names))]
  return (
    <form
      className="two"
      aria-label={t('auctions.buys', { idx: position.idx })}
      onSubmit={(event) => {
        event.preventDefault()
        if (preview.messages.length === 0) return
        ask({ title: t('auctions.buys', { idx: position.idx }), lines, messages: preview.messages, onDone: () => (window.location.hash = '#/auctions') })
      }}
    >
      <div className="card stack">
        <h2>{t('auctions.buys', { idx: position.idx })}</h2>
        <StatusNotice of={asset} />
        <AmountField
          label={t('auctions.amount')}
          unit={asset.symbol}
          value={state.amount}
          onChange={(text) => setState({ ...state, amount: text })}
          problem={problemOf(preview, 'amount')}
          hint={t('auctions.amount-hint')}
          decimals={asset.decimals}
          aside={<MaxButton most={state.swapsFirst ? position.holdings.debt : mostPaid(chain)} symbol={asset.symbol} decimals={asset.decimals} onPick={(text) => setState({ ...state, amount: text })} />}
          testId={testIds.auctionAmount}
        />
        <Choice
          legend={t('auctions.from')}
          value={state.swapsFirst ? 'swap' : 'hold'}
          onChange={(value) => setState({ ...state, swapsFirst: value === 'swap' })}
          options={[
            { value: 'swap', label: t('auctions.swap-first', { base: names.base }) },
            { value: 'hold', label: t('auctions.from-wallet', { asset: asset.symbol }) },
          ]}
        />
      </div>
      <div className="card stack">
        <Lines lines={lines} />
        <Button type="submit" look="main" size="wide" testId={testIds.submit} disabledBecause={blockedBecause(preview, 'form.amount-first')}>
          {t('auctions.submit')}
        </Button>
      </div>
    </form>
  )
}

/** All of the debt, or all that one has. */
function mostPaid({ balances, asset, position: { holdings } }: AuctionChain): bigint | undefined {
  const has = balances?.tokens.get(asset.token)
  return has === undefined || has > holdings.debt ? holdings.debt : has
}

function receipt(summary: AuctionSummary, { asset, collateral, base }: { asset: string; collateral: string; base: string }): Line[] {
  return [
    { label: t('auctions.pays'), value: amount(summary.paid, asset), testId: testIds.auctionPaid },
    { label: t('auctions.cost'), value: amount(summary.cost, base) },
    { label: t('auctions.received'), value: about(summary.received, collateral), testId: testIds.auctionReceived },
    { label: t('position.fee'), value: about(summary.fee, collateral) },
    { label: t('auctions.gain'), value: about(summary.gain, base) },
  ]
}
