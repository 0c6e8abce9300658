import { type Asset, collateralKey, type EditPreview, formatAmount, type Position } from '@mirror/sdk'
import { useState } from 'react'

import { useBalances } from '../data/account'
import { feeReserve } from '../data/fee'
import { useRules } from '../data/mint'
import { useMirror } from '../data/mirror'
import { type EditChain, type EditState, previewClose, previewEdit } from '../forms/edit'
import { blockedBecause, problemOf } from '../forms/form'
import { AmountField, Button, ButtonLink, Choice, type Line, Lines, Notice } from '../parts'
import { testIds } from '../testids'
import { t } from '../words'
import { amount, brief, part, price } from '../words/figures'
import { useSession } from '../wallet/session'
import { useTransaction } from '../wallet/transaction'
import { SlippageField } from './slippage-field'

const BEGIN: EditState = { collateral: 'deposit', collateralAmount: '', debt: 'burn', debtAmount: '', slippage: '1' }

function useEditChain(position: Position, asset: Asset): EditChain | undefined {
  const mirror = useMirror()
  const { address } = useSession()
  const balances = useBalances(address).data
  const rules = useRules().data
  if (rules === undefined) return undefined
  return { mirror, asset, position, balances, feeReserve: feeReserve(mirror), feeRate: rules.feeRate }
}

/** Any change of both sides at once, with what it comes to. */
export function EditForm({ position, asset, symbol }: { position: Position; asset: Asset; symbol: string }) {
  const chain = useEditChain(position, asset)
  const { ask } = useTransaction()
  const [state, setState] = useState(BEGIN)
  if (chain === undefined) return null
  const preview = previewEdit(state, chain)
  const { base_display: base } = chain.mirror.deployment
  const lines = preview.summary === undefined ? [] : receipt(preview.summary, { symbol, asset, base })
  return (
    <form
      className="two"
      aria-label={t('position.edit')}
      onSubmit={(event) => {
        event.preventDefault()
        if (preview.messages.length === 0) return
        ask({ title: t('position.changes', { idx: position.idx }), lines: [...typedLines(state, asset, symbol), ...lines], messages: preview.messages, onDone: () => setState(BEGIN) })
      }}
    >
      <div className="card stack">
        <h2>{t('position.edit')}</h2>
        <Choice
          legend={t('position.collateral-side')}
          value={state.collateral}
          onChange={(collateral) => setState({ ...state, collateral })}
          options={[
            { value: 'deposit', label: t('position.deposit') },
            { value: 'withdraw', label: t('position.withdraw') },
          ]}
        />
        <AmountField
          label={t('position.collateral')}
          unit={symbol}
          value={state.collateralAmount}
          onChange={(collateralAmount) => setState({ ...state, collateralAmount })}
          problem={problemOf(preview, 'collateralAmount')}
          testId={testIds.editCollateral}
          aside={<Has chain={chain} of="collateral" symbol={symbol} />}
        />
        <Choice
          legend={t('position.debt-side')}
          value={state.debt}
          onChange={(debt) => setState({ ...state, debt })}
          options={[
            { value: 'burn', label: t('position.burn') },
            { value: 'mint', label: t('position.mint') },
          ]}
        />
        <AmountField
          label={t('position.debt')}
          unit={asset.symbol}
          value={state.debtAmount}
          onChange={(debtAmount) => setState({ ...state, debtAmount })}
          problem={problemOf(preview, 'debtAmount')}
          testId={testIds.editDebt}
          aside={<Has chain={chain} of="asset" symbol={asset.symbol} />}
        />
        {position.isShort && state.debt === 'mint' && (
          <SlippageField value={state.slippage} problem={problemOf(preview, 'slippage')} onChange={(slippage) => setState({ ...state, slippage })} />
        )}
      </div>
      <div className="card stack">
        <h2>{t('position.after')}</h2>
        <Lines lines={lines} />
        <Button type="submit" look="main" size="wide" testId={testIds.submit} disabledBecause={blockedBecause(preview, 'position.type-first')}>
          {t('position.change')}
        </Button>
      </div>
    </form>
  )
}

function Has({ chain, of, symbol }: { chain: EditChain; of: 'collateral' | 'asset'; symbol: string }) {
  const { balances, position, mirror } = chain
  if (balances === undefined) return null
  const key = of === 'asset' ? position.asset : collateralKey(position.collateral)
  const has = key === mirror.deployment.base_denom ? balances.base : balances.tokens.get(key)
  return has === undefined ? null : <span className="muted">{t('position.has', { amount: brief(has, symbol) })}</span>
}

function typedLines(state: EditState, asset: Asset, symbol: string): Line[] {
  return [
    ...(state.collateralAmount === '' ? [] : [{ label: t(`position.${state.collateral}`), value: `${state.collateralAmount} ${symbol}` }]),
    ...(state.debtAmount === '' ? [] : [{ label: t(`position.${state.debt}`), value: `${state.debtAmount} ${asset.symbol}` }]),
  ]
}

function receipt(summary: EditPreview, names: { symbol: string; asset: Asset; base: string }): Line[] {
  const { symbol, asset, base } = names
  return [
    { label: t('position.ratio-from'), value: part(summary.ratioBefore) },
    { label: t('borrow.ratio-after'), value: summary.after.debt === 0n ? t('position.safety.no_debt') : part(summary.ratioAfter), testId: testIds.editRatioAfter },
    { label: t('position.collateral-after'), value: amount(summary.after.collateral, symbol) },
    { label: t('position.debt-after'), value: amount(summary.after.debt, asset.symbol, asset.decimals) },
    { label: t('borrow.liquidation'), value: summary.after.debt === 0n ? t('state.none') : price(summary.liquidationPriceAfter, base) },
    { label: t('position.fee'), value: amount(summary.fee, symbol) },
  ]
}

/** Pays everything back and takes everything out. */
export function CloseCard({ position, asset }: { position: Position; asset: Asset }) {
  const chain = useEditChain(position, asset)
  const { ask } = useTransaction()
  if (chain === undefined) return null
  const preview = previewClose(chain)
  const debt = amount(position.holdings.debt, asset.symbol, asset.decimals)
  const has = chain.balances?.tokens.get(position.asset)
  const lacks = has !== undefined && has < position.holdings.debt
  return (
    <section className="card stack" aria-label={t('position.close')}>
      <h2>{t('position.close')}</h2>
      <p>{t('position.close-says', { debt })}</p>
      {lacks ? (
        <Notice kind="warn" action={<ButtonLink size="small" href={`#/trade/${position.asset}`}>{t('trade.go', { asset: asset.symbol })}</ButtonLink>}>
          {t('position.get-asset', { has: `${formatAmount(has)} ${asset.symbol}` })}
        </Notice>
      ) : (
        <Button
          testId={testIds.closePosition}
          disabledBecause={blockedBecause(preview, 'position.type-first')}
          onClick={() => {
            if (preview.summary === undefined) return
            const symbol = 'token' in position.collateral ? position.collateral.token.contract_addr : chain.mirror.deployment.base_display
            ask({
              title: t('position.closes', { idx: position.idx }),
              lines: [
                { label: t('position.burn'), value: debt },
                { label: t('position.fee'), value: amount(preview.summary.fee, symbol) },
                { label: t('position.withdraw'), value: amount(position.holdings.collateral - preview.summary.fee, symbol) },
              ],
              messages: preview.messages,
              onDone: () => (window.location.hash = '#/my'),
            })
          }}
        >
          {t('position.close')}
        </Button>
      )}
    </section>
  )
}
