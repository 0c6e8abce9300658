import { type Asset, formatRate } from '@mirror/sdk'
import { useState } from 'react'

import { useBalances } from '../data/account'
import { feeReserve } from '../data/fee'
import { useMirror } from '../data/mirror'
import { blockedBecause, problemOf } from '../forms/form'
import { type OrderState, type OrderSummary, previewOrder } from '../forms/order'
import { AmountField, Button, Choice, type Line, Lines, Notice } from '../parts'
import { testIds } from '../testids'
import { t } from '../words'
import { amount } from '../words/figures'
import { useSession } from '../wallet/session'
import { useTransaction } from '../wallet/transaction'
import { MaxButton } from './max-button'

/** Offer at a price, and wait for somebody who takes it. */
export function OrderForm({ asset }: { asset: Asset }) {
  const mirror = useMirror()
  const { address } = useSession()
  const balances = useBalances(address).data
  const { ask } = useTransaction()
  const [state, setState] = useState<OrderState>({ side: 'buy', amount: '', price: '' })
  const { base_display: base } = mirror.deployment
  const isBuy = state.side === 'buy'
  const preview = previewOrder(state, { mirror, asset, balances, feeReserve: feeReserve(mirror) })
  const { summary } = preview
  const [gives, gets] = isBuy ? [base, asset.symbol] : [asset.symbol, base]
  const market = asset.market.price
  return (
    <form
      className="stack"
      aria-label={t('order.form', { asset: asset.symbol })}
      onSubmit={(event) => {
        event.preventDefault()
        if (summary === undefined || preview.messages.length === 0) return
        ask({
          title: t(isBuy ? 'order.buys' : 'order.sells', { amount: amount(isBuy ? summary.ask : summary.offer, asset.symbol, asset.decimals), price: `${state.price} ${base}` }),
          lines: orderLines(summary, gives, gets),
          warnings: [t('order.waits'), ...(summary.isWorseThanPool ? [t('order.worse')] : [])],
          messages: preview.messages,
          onDone: () => setState({ ...state, amount: '' }),
        })
      }}
    >
      <Choice
        legend={t('trade.side')}
        value={state.side}
        onChange={(side) => setState({ ...state, side })}
        options={[
          { value: 'buy', label: t('trade.buy') },
          { value: 'sell', label: t('trade.sell') },
        ]}
      />
      <AmountField
        label={t('order.amount')}
        unit={asset.symbol}
        decimals={asset.decimals}
        value={state.amount}
        onChange={(text) => setState({ ...state, amount: text })}
        problem={problemOf(preview, 'amount')}
        testId={testIds.orderAmount}
        aside={!isBuy && <MaxButton most={balances?.tokens.get(asset.token)} symbol={asset.symbol} decimals={asset.decimals} onPick={(text) => setState({ ...state, amount: text })} />}
      />
      <AmountField
        label={t('order.price', { asset: asset.symbol })}
        unit={base}
        value={state.price}
        onChange={(price) => setState({ ...state, price })}
        problem={problemOf(preview, 'price')}
        testId={testIds.orderPrice}
        aside={
          market !== undefined && (
            <button type="button" className="link-button" onClick={() => setState({ ...state, price: formatRate(market, 6).replaceAll(',', '') })}>
              {t('order.at-market', { price: formatRate(market, 2) })}
            </button>
          )
        }
      />
      {summary && <Lines lines={orderLines(summary, gives, gets)} />}
      {summary?.isWorseThanPool && <Notice kind="warn">{t('order.worse')}</Notice>}
      <p className="small muted">{t('order.waits')}</p>
      <Button type="submit" look="main" size="wide" testId={testIds.submit} disabledBecause={blockedBecause(preview, 'order.not-yet')}>
        {t('order.submit')}
      </Button>
    </form>
  )
}

function orderLines({ offer, ask }: OrderSummary, gives: string, gets: string): Line[] {
  return [
    { label: t('order.locks'), value: amount(offer, gives), testId: testIds.orderOffer },
    { label: t('order.gets'), value: amount(ask, gets), testId: testIds.orderAsk },
  ]
}
