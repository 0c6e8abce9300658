import { type Asset, subFloor } from '@mirror/sdk'
import { useState } from 'react'

import { useBalances } from '../data/account'
import { findAsset, useAssets } from '../data/assets'
import { feeReserve } from '../data/fee'
import { useMirror } from '../data/mirror'
import { blockedBecause, problemOf } from '../forms/form'
import { previewTrade, type TradeState, type TradeSummary } from '../forms/trade'
import { AmountField, Button, Choice, Figures, type Line, Lines, NothingThere, Notice, PageHead, Shown, StatusBadge, StatusNotice, Tabs } from '../parts'
import { testIds } from '../testids'
import { t } from '../words'
import { about, amount, change, dense, part, price, typed as plain } from '../words/figures'
import { useSession } from '../wallet/session'
import { useTransaction } from '../wallet/transaction'
import { AssetNotice } from './asset-notice'
import { MaxButton } from './max-button'
import { OrderForm } from './order-form'
import { Orders } from './orders'
import { PriceChart } from './price-chart'
import { assetPriceLine } from './price-lines'
import { SlippageField } from './slippage-field'

const BEGIN: TradeState = { side: 'buy', typed: 'pay', amount: '', slippage: '1' }

/** Buy and sell one token. */
export default function Trade({ args }: { args: readonly string[] }) {
  const all = useAssets()
  return (
    <Shown
      of={all}
      lines={8}
      title={t('trade.title', { asset: args[0] ?? '' })}
      ready={(assets) => {
        const asset = findAsset(assets, args[0] ?? '')
        if (asset === undefined) return <NothingThere title={t('trade.unknown', { asset: args[0] ?? '' })} />
        return <TradeAsset asset={asset} assets={assets} />
      }}
    />
  )
}

type Kind = 'market' | 'limit'

function TradeAsset({ asset, assets }: { asset: Asset; assets: readonly Asset[] }) {
  const [kind, setKind] = useState<Kind>('market')
  const { address } = useSession()
  return (
    <>
      <PageHead title={t('trade.title', { asset: asset.symbol })} says={asset.name} end={<StatusBadge of={asset} />} />
      {asset.terms?.status === 'delisted' && (
        <div className="stack above">
          <AssetNotice asset={asset} assets={assets} />
          <p className="small muted">{t('trade.delisted')}</p>
        </div>
      )}
      <div className="two is-form-first">
        <section className="card" aria-label={t('trade.kind')}>
          <Tabs<Kind>
            label={t('trade.kind')}
            current={kind}
            onChange={setKind}
            tabs={[
              { key: 'market', label: t('trade.kind-market'), panel: () => <TradeForm asset={asset} /> },
              { key: 'limit', label: t('trade.kind-limit'), panel: () => <OrderForm asset={asset} /> },
            ]}
          />
        </section>
        <MarketCard asset={asset} />
      </div>
      {address !== undefined && kind === 'limit' && (
        <section className="stack below" aria-labelledby="trade-orders">
          <h2 id="trade-orders">{t('order.list')}</h2>
          <Orders address={address} assets={assets} token={asset.token} />
        </section>
      )}
    </>
  )
}

function MarketCard({ asset }: { asset: Asset }) {
  const { base_display: base } = useMirror().deployment
  const { market, terms } = asset
  return (
    <section className="card stack" aria-label={t('trade.market')}>
      <PriceChart asset={asset} head={<Figures isLarge lines={[{ label: t('column.price'), value: price(market.price, base), testId: 'price' }]} />} />
      <Figures
        lines={[
          ...(terms === undefined
            ? []
            : [
                assetPriceLine(asset, base),
                { label: t('column.premium'), value: change(terms.premium) },
              ]),
          { label: t('column.liquidity'), value: dense(market.base * 2n, base) },
          { label: t('trade.pool-token'), value: dense(market.token, asset.symbol, asset.decimals) },
        ]}
      />
      {terms?.status !== 'delisted' && <StatusNotice of={asset} />}
      {terms?.status === 'open' && <p className="small muted">{t('trade.any-time')}</p>}
    </section>
  )
}

function TradeForm({ asset }: { asset: Asset }) {
  const mirror = useMirror()
  const { address } = useSession()
  const balances = useBalances(address).data
  const { ask } = useTransaction()
  const [state, setState] = useState(BEGIN)
  const { base_display: base } = mirror.deployment
  const isBuy = state.side === 'buy'
  const reserve = feeReserve(mirror)
  const preview = previewTrade(state, { mirror, asset, balances, feeReserve: reserve })
  const [paySymbol, getSymbol] = isBuy ? [base, asset.symbol] : [asset.symbol, base]
  const has = isBuy ? balances?.base : balances?.tokens.get(asset.token)
  const { summary } = preview
  const lines = summary === undefined ? [] : receipt(summary, { pays: paySymbol, gets: getSymbol, asset: asset.symbol, base, slippage: state.slippage })
  const typedIn = (typed: TradeState['typed']) => (text: string) => setState({ ...state, typed, amount: text })
  const shown = (typed: TradeState['typed'], units: bigint | undefined) =>
    state.typed === typed ? state.amount : units === undefined ? '' : plain(units)

  return (
    <form
      className="stack"
      aria-label={t('trade.form', { asset: asset.symbol })}
      onSubmit={(event) => {
        event.preventDefault()
        if (summary === undefined || preview.messages.length === 0) return
        ask({
          title: isBuy ? t('trade.buys', { asset: asset.symbol, amount: amount(summary.pays, base) }) : t('trade.sells', { amount: amount(summary.pays, asset.symbol, asset.decimals) }),
          lines,
          warnings: summary.isWide ? [t('trade.wide', { slippage: state.slippage })] : [],
          messages: preview.messages,
          onDone: () => setState({ ...BEGIN, side: state.side }),
        })
      }}
    >
      <Choice
        legend={t('trade.side')}
        value={state.side}
        onChange={(side) => setState({ ...BEGIN, side, slippage: state.slippage })}
        options={[
          { value: 'buy', label: t('trade.buy') },
          { value: 'sell', label: t('trade.sell') },
        ]}
      />
      <AmountField
        label={t('trade.pay')}
        unit={paySymbol}
        value={shown('pay', summary?.pays)}
        onChange={typedIn('pay')}
        problem={state.typed === 'pay' ? problemOf(preview, 'amount') : undefined}
        testId={testIds.tradeAmount}
        aside={<MaxButton most={has === undefined ? undefined : isBuy ? subFloor(has, reserve) : has} symbol={paySymbol} onPick={typedIn('pay')} />}
      />
      <AmountField
        label={t('trade.get')}
        unit={getSymbol}
        value={shown('get', summary?.gets)}
        onChange={typedIn('get')}
        problem={state.typed === 'get' ? problemOf(preview, 'amount') : undefined}
        testId={testIds.tradeWanted}
      />
      <SlippageField value={state.slippage} problem={problemOf(preview, 'slippage')} isHintHidden={summary?.isWide === true} onChange={(slippage) => setState({ ...state, slippage })} />
      {summary?.isWide && <Notice kind="warn">{t('trade.wide', { slippage: state.slippage })}</Notice>}
      {summary && <Lines lines={lines} />}
      <Button type="submit" look="main" size="wide" testId={testIds.submit} disabledBecause={blockedBecause(preview, 'form.amount-first')}>
        {t(isBuy ? 'trade.buy-it' : 'trade.sell-it', { asset: asset.symbol })}
      </Button>
    </form>
  )
}

/** What is shown on the page is what is shown before the signature. */
function receipt(summary: TradeSummary, names: { pays: string; gets: string; asset: string; base: string; slippage: string }): Line[] {
  const { pays, gets, asset, base, slippage } = names
  return [
    { label: t('trade.pay'), value: amount(summary.pays, pays) },
    { label: t('trade.expected'), value: amount(summary.gets, gets), testId: testIds.tradeExpected },
    { label: t('trade.minimum', { slippage }), value: amount(summary.minimum, gets), testId: testIds.tradeMinimum },
    { label: t('trade.price', { asset }), value: price(summary.price, base) },
    { label: t('trade.spread'), value: part(summary.spread) },
    { label: t('trade.commission'), value: about(summary.commission, gets) },
  ]
}
