import { type Asset, collateralKey, type Position } from '@mirror/sdk'
import { useState } from 'react'

import { useBalances } from '../data/account'
import { useAssets } from '../data/assets'
import { feeReserve } from '../data/fee'
import { useRules } from '../data/mint'
import { useMirror } from '../data/mirror'
import { type EditChain, type EditMost, type EditState, type EditSummary, mostOf, previewEdit } from '../forms/edit'
import { blockedBecause, problemOf } from '../forms/form'
import { safetyWarning } from '../forms/safety'
import { AmountField, Button, Choice, type Line, Lines, Notice, Shown } from '../parts'
import { testIds } from '../testids'
import { t } from '../words'
import { about, amount, brief, part, price, span } from '../words/figures'
import { useSession } from '../wallet/session'
import { useTransaction } from '../wallet/transaction'
import { CloseCard } from './close-card'
import { MaxButton } from './max-button'
import { assetPriceLine, collateralPriceLines } from './price-lines'
import { SlippageField } from './slippage-field'

const BEGIN: EditState = { collateral: 'deposit', collateralAmount: '', debt: 'burn', debtAmount: '', slippage: '1' }

/** Every change of a position: of both sides at once, or closing it. */
export function Changes({ position, asset, symbol }: { position: Position; asset: Asset; symbol: string }) {
  const mirror = useMirror()
  const { address } = useSession()
  const balances = useBalances(address).data
  return (
    <Shown
      of={useRules()}
      ready={({ feeRate, lockSeconds }) => {
        const chain = { mirror, asset, position, balances, feeReserve: feeReserve(mirror), feeRate }
        return (
          <>
            <EditForm chain={chain} symbol={symbol} lockSeconds={lockSeconds} />
            {position.holdings.debt > 0n && <CloseCard chain={chain} symbol={symbol} />}
          </>
        )
      }}
    />
  )
}

function EditForm({ chain, symbol, lockSeconds }: { chain: EditChain; symbol: string; lockSeconds: number }) {
  const { position, asset, mirror } = chain
  const { ask } = useTransaction()
  const assets = useAssets().data ?? []
  // Of a delisted asset nothing can be added: it is paid back, and what is left is taken out.
  const isFinal = asset.terms?.status === 'delisted'
  const begin: EditState = isFinal ? { ...BEGIN, collateral: 'withdraw' } : BEGIN
  const [state, setState] = useState(begin)
  const preview = previewEdit(state, chain)
  const { summary } = preview
  const { base_display: base } = mirror.deployment
  const prices = [assetPriceLine(asset, base), ...(position.valued === undefined ? [] : collateralPriceLines(position.collateral, position.valued.prices, mirror, assets))]
  const lines = summary === undefined ? [] : receipt(summary, { symbol, asset, base, slippage: state.slippage })
  const warning = summary === undefined || preview.problems.length > 0 ? undefined : safetyWarning(summary.standing)
  const warnings = [...(warning === undefined ? [] : [t(warning)]), ...(summary?.sale === undefined ? [] : [t('borrow.lock-warning', { period: span(lockSeconds) })])]
  return (
    <form
      className="two"
      aria-label={t('position.edit')}
      onSubmit={(event) => {
        event.preventDefault()
        if (preview.messages.length === 0) return
        ask({
          title: t('position.changes', { idx: position.idx }),
          lines: [...typedLines(state, asset, symbol), ...prices, ...lines],
          warnings,
          messages: preview.messages,
          onDone: () => setState(begin),
        })
      }}
    >
      <div className="card stack">
        <h2>{t('position.edit')}</h2>
        <Choice
          legend={t('position.collateral-side')}
          value={state.collateral}
          onChange={(collateral) => setState({ ...state, collateral })}
          options={[...(isFinal ? [] : [{ value: 'deposit' as const, label: t('position.deposit') }]), { value: 'withdraw', label: t('position.withdraw') }]}
        />
        <CollateralField chain={chain} state={state} symbol={symbol} problem={problemOf(preview, 'collateralAmount')} onChange={setState} />
        <Choice
          legend={t('position.debt-side')}
          value={state.debt}
          onChange={(debt) => setState({ ...state, debt })}
          options={[{ value: 'burn', label: t('position.burn') }, ...(isFinal ? [] : [{ value: 'mint' as const, label: t('position.mint') }])]}
        />
        <DebtField chain={chain} state={state} problem={problemOf(preview, 'debtAmount')} onChange={setState} />
        {position.isShort && state.debt === 'mint' && (
          <SlippageField value={state.slippage} problem={problemOf(preview, 'slippage')} onChange={(slippage) => setState({ ...state, slippage })} />
        )}
      </div>
      <div className="card stack">
        <h2>{t('position.after')}</h2>
        <Lines lines={[...prices, ...lines]} />
        {warnings.map((one) => (
          <Notice key={one} kind="warn" testId={testIds.editWarning}>
            {one}
          </Notice>
        ))}
        <Button type="submit" look="main" size="wide" testId={testIds.submit} disabledBecause={blockedBecause(preview, 'position.type-first')}>
          {t('position.change')}
        </Button>
      </div>
    </form>
  )
}

interface SideProps {
  readonly chain: EditChain
  readonly state: EditState
  readonly problem: string | undefined
  readonly onChange: (state: EditState) => void
}

function CollateralField({ chain, state, problem, onChange, symbol }: SideProps & { readonly symbol: string }) {
  const { position, balances, mirror } = chain
  const key = collateralKey(position.collateral)
  const has = key === mirror.deployment.base_denom ? balances?.base : balances?.tokens.get(key)
  const inside = t('position.inside', { amount: brief(position.holdings.collateral, symbol) })
  const says = state.collateral === 'withdraw' ? inside : has !== undefined && t('position.has', { amount: brief(has, symbol) })
  const pick = (collateralAmount: string) => onChange({ ...state, collateralAmount })
  return (
    <AmountField
      label={t('position.collateral')}
      unit={symbol}
      value={state.collateralAmount}
      onChange={pick}
      problem={problem}
      testId={testIds.editCollateral}
      aside={<Aside says={says} most={mostOf(state, chain)[state.collateral]} symbol={symbol} onPick={pick} />}
    />
  )
}

function DebtField({ chain, state, problem, onChange }: SideProps) {
  const { position, balances, asset } = chain
  const { symbol, decimals } = asset
  const has = balances?.tokens.get(position.asset)
  const owes = t('position.owes', { amount: brief(position.holdings.debt, symbol, decimals) })
  const says = state.debt === 'burn' && has !== undefined ? `${owes} · ${t('position.has', { amount: brief(has, symbol, decimals) })}` : owes
  const pick = (debtAmount: string) => onChange({ ...state, debtAmount })
  return (
    <AmountField
      label={t('position.debt')}
      unit={symbol}
      decimals={decimals}
      value={state.debtAmount}
      onChange={pick}
      problem={problem}
      testId={testIds.editDebt}
      aside={<Aside says={says} most={mostOf(state, chain)[state.debt]} symbol={symbol} decimals={decimals} onPick={pick} />}
    />
  )
}

function Aside({ says, ...button }: { says: string | false; most: EditMost[keyof EditMost]; symbol: string; decimals?: number; onPick: (text: string) => void }) {
  return (
    <span className="field-aside">
      {says !== false && <span className="muted">{says}</span>}
      <MaxButton {...button} />
    </span>
  )
}

function typedLines(state: EditState, asset: Asset, symbol: string): Line[] {
  return [
    ...(state.collateralAmount === '' ? [] : [{ label: t(`position.${state.collateral}`), value: `${state.collateralAmount} ${symbol}` }]),
    ...(state.debtAmount === '' ? [] : [{ label: t(`position.${state.debt}`), value: `${state.debtAmount} ${asset.symbol}` }]),
  ]
}

function receipt(summary: EditSummary, names: { symbol: string; asset: Asset; base: string; slippage: string }): Line[] {
  const { symbol, asset, base, slippage } = names
  const { after, sale, buffer } = summary
  const isFinal = asset.terms?.status === 'delisted'
  const owes = after.debt > 0n
  return [
    { label: t('position.ratio-from'), value: summary.before.debt === 0n ? t('position.safety.no_debt') : part(summary.ratioBefore) },
    { label: t('borrow.ratio-after'), value: owes ? part(summary.ratioAfter) : t('position.safety.no_debt'), testId: testIds.editRatioAfter },
    { label: t('position.collateral-after'), value: amount(after.collateral, symbol) },
    { label: t('position.debt-after'), value: amount(after.debt, asset.symbol, asset.decimals) },
    ...(isFinal || !owes ? [] : [{ label: t('borrow.liquidation'), value: price(summary.liquidationPriceAfter, base) }]),
    ...(buffer === undefined ? [] : [{ label: t('borrow.buffer'), value: part(buffer), testId: testIds.editBuffer }]),
    ...(summary.paidOut === 0n ? [] : [{ label: t('burn.you-get', { asset: symbol }), value: amount(summary.paidOut, symbol) }]),
    ...(summary.fee === 0n ? [] : [{ label: t('position.fee'), value: about(summary.fee, symbol) }]),
    ...(sale === undefined
      ? []
      : [
          { label: t('borrow.proceeds'), value: about(sale.proceeds, base) },
          { label: t('borrow.proceeds-minimum', { slippage }), value: amount(sale.minimum, base) },
        ]),
  ]
}
