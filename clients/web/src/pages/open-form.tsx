import { type Asset, type Collateral, formatRate, type Mirror, subFloor, type Valuation } from '@mirror/sdk'
import { useState } from 'react'

import { type Balances, useBalances } from '../data/account'
import { findAsset, useAssets } from '../data/assets'
import { feeReserve } from '../data/fee'
import { useHead } from '../data/head'
import { useCollaterals, useRules, useValuation } from '../data/mint'
import { useMirror } from '../data/mirror'
import { type BorrowState, type BorrowSummary, marks, previewBorrow } from '../forms/borrow'
import { blockedBecause, problemOf } from '../forms/form'
import { safetyWarning } from '../forms/safety'
import { AmountField, Button, type Line, Lines, Notice, SelectField, Shown, TextField } from '../parts'
import { testIds } from '../testids'
import { t } from '../words'
import { about, amount, moment, part, price, span } from '../words/figures'
import { useSession } from '../wallet/session'
import { useTransaction } from '../wallet/transaction'
import { MaxButton } from './max-button'
import { collateralName } from './names'
import { assetPriceLine, collateralPriceLines } from './price-lines'
import { SlippageField } from './slippage-field'

interface OpenFormProps {
  readonly asset: Asset
  readonly isShort: boolean
}

/** Opens a position: collateral, ratio, and what that mints; a short one sells it at once. */
export function OpenForm({ asset, isShort }: OpenFormProps) {
  const mirror = useMirror()
  const collaterals = useCollaterals()
  const [key, setKey] = useState(mirror.deployment.base_denom)
  const valuation = useValuation(asset.token, key)
  return (
    <Shown
      of={collaterals}
      ready={(all) => {
        // The token itself backs nothing of its own, and before an IPO only the base coin backs anything.
        const usable = all.filter((one) => one.key !== asset.token && (!asset.terms?.status.startsWith('pre_ipo') || one.key === mirror.deployment.base_denom))
        const collateral = usable.find((one) => one.key === key)
        if (collateral === undefined) {
          return <Notice kind="warn" action={<Button size="small" onClick={() => setKey(mirror.deployment.base_denom)}>{mirror.deployment.base_display}</Button>}>{t('problem.collateral-gone')}</Notice>
        }
        return (
          <Shown
            of={valuation}
            lines={8}
            ready={(found) =>
              found === null ? (
                <Notice kind="warn">{t('problem.no-price')}</Notice>
              ) : (
                <Fields asset={asset} isShort={isShort} collateral={collateral} usable={usable} onCollateral={setKey} valuation={found} />
              )
            }
          />
        )
      }}
    />
  )
}

interface FieldsProps extends OpenFormProps {
  readonly collateral: Collateral
  readonly usable: readonly Collateral[]
  readonly onCollateral: (key: string) => void
  readonly valuation: Valuation
}

function Fields({ asset, isShort, collateral, usable, onCollateral, valuation }: FieldsProps) {
  const mirror = useMirror()
  const assets = useAssets().data ?? []
  const { address } = useSession()
  const balances = useBalances(address).data
  const { ask } = useTransaction()
  const rules = useRules().data
  const now = useHead().data?.time
  const { minimum, safe } = marks(valuation)
  const [state, setState] = useState<BorrowState>({ amount: '', ratio: formatRate(safe * 100n, 0).replaceAll(',', ''), slippage: '1' })
  const reserve = feeReserve(mirror)
  const preview = previewBorrow(state, { mirror, asset, collateral, valuation, collateralStatus: findAsset(assets, collateral.key)?.terms?.status, balances, feeReserve: reserve, isShort })
  const { summary } = preview
  const symbol = collateralName(collateral.key, mirror, assets)
  const { base_display: base } = mirror.deployment
  const prices = [assetPriceLine(asset, base), ...collateralPriceLines(collateral.info, valuation.prices, mirror, assets)]
  const lines = summary === undefined ? [] : receipt(summary, { symbol, asset, base, slippage: state.slippage })
  const lockLine = isShort && rules && now !== undefined ? [{ label: t('borrow.locked'), value: moment(now + rules.lockSeconds) }] : []
  const near = summary?.standing && safetyWarning(summary.standing)
  const warnings = [
    ...(near === undefined ? [] : [t(near)]),
    ...(asset.terms?.status === 'pre_ipo_mint' ? [t('borrow.before-ipo')] : []),
    ...(isShort && rules ? [t('borrow.lock-warning', { period: span(rules.lockSeconds) })] : []),
  ]
  return (
    <form
      className="two"
      aria-label={t('borrow.form', { asset: asset.symbol })}
      onSubmit={(event) => {
        event.preventDefault()
        if (summary === undefined || preview.messages.length === 0) return
        ask({
          title: t(isShort ? 'borrow.shorts' : 'borrow.opens', { asset: asset.symbol, amount: amount(summary.paid, symbol) }),
          lines: [...prices, ...lines, ...lockLine],
          warnings,
          messages: preview.messages,
          onDone: () => (window.location.hash = '#/my'),
        })
      }}
    >
      <div className="card stack">
        <SelectField
          label={t('borrow.collateral')}
          value={collateral.key}
          onChange={onCollateral}
          options={usable.map(({ key }) => ({ value: key, label: collateralName(key, mirror, assets) }))}
          testId={testIds.borrowCollateral}
        />
        <AmountField
          label={t('borrow.amount')}
          unit={symbol}
          value={state.amount}
          onChange={(text) => setState({ ...state, amount: text })}
          problem={problemOf(preview, 'amount')}
          testId={testIds.borrowAmount}
          aside={<MaxButton most={mostOf(balances, collateral, mirror)} symbol={symbol} onPick={(text) => setState({ ...state, amount: text })} />}
        />
        <TextField
          label={t('borrow.ratio')}
          hint={t('borrow.ratio-hint', { minimum: formatRate(minimum * 100n, 2), safe: formatRate(safe * 100n, 2) })}
          problem={problemOf(preview, 'ratio')}
          value={state.ratio}
          onChange={(ratio) => setState({ ...state, ratio: ratio.trim() })}
          testId={testIds.borrowRatio}
        />
        <RatioSlider minimum={minimum} typed={state.ratio} onChange={(ratio) => setState({ ...state, ratio })} />
        {isShort && (
          <SlippageField value={state.slippage} problem={problemOf(preview, 'slippage')} onChange={(slippage) => setState({ ...state, slippage })} />
        )}
      </div>
      <div className="card stack">
        <h2>{t('position.after')}</h2>
        <Lines
          lines={[
            ...prices,
            { label: t('borrow.minimum'), value: part(minimum) },
            ...(rules === undefined ? [] : [{ label: t('borrow.fee'), value: part(rules.feeRate) }]),
            ...lines,
            ...lockLine,
          ]}
        />
        {warnings.map((warning) => (
          <Notice key={warning} kind="warn" testId={testIds.borrowWarning}>
            {warning}
          </Notice>
        ))}
        <Button type="submit" look="main" size="wide" testId={testIds.submit} disabledBecause={blockedBecause(preview, 'form.amount-first')}>
          {t('borrow.submit')}
        </Button>
      </div>
    </form>
  )
}

/** The ratio by hand; what is typed counts, the slider only writes there. */
function RatioSlider({ minimum, typed, onChange }: { minimum: bigint; typed: string; onChange: (text: string) => void }) {
  const least = Math.ceil(Number(formatRate(minimum * 100n, 2).replaceAll(',', '')))
  return (
    <input
      className="range"
      type="range"
      aria-label={t('borrow.ratio-slider')}
      min={least}
      max={least + 250}
      step={1}
      value={Number.parseFloat(typed) || least}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}

/** What one may pay with: of the base coin all but what a fee may take. */
function mostOf(balances: Balances | undefined, { key }: Collateral, mirror: Mirror): bigint | undefined {
  if (balances === undefined) return undefined
  return key === mirror.deployment.base_denom ? subFloor(balances.base, feeReserve(mirror)) : balances.tokens.get(key)
}

function receipt(summary: BorrowSummary, names: { symbol: string; asset: Asset; base: string; slippage: string }): Line[] {
  const { asset, base, slippage, symbol } = names
  const sale = summary.sale
  return [
    { label: t('borrow.collateral'), value: amount(summary.paid, symbol) },
    { label: t('borrow.minted'), value: amount(summary.minted, asset.symbol, asset.decimals), testId: testIds.borrowMinted },
    { label: t('borrow.ratio-after'), value: part(summary.ratio), testId: testIds.borrowRatioAfter },
    // Of a ratio that is not allowed its problem tells enough.
    ...(summary.standing === undefined ? [] : [{ label: t('borrow.liquidation'), value: price(summary.liquidationPrice, base), testId: testIds.borrowLiquidation }]),
    ...(summary.buffer === undefined ? [] : [{ label: t('borrow.buffer'), value: part(summary.buffer), testId: testIds.borrowBuffer }]),
    ...(sale === undefined
      ? []
      : [
          { label: t('borrow.proceeds'), value: about(sale.proceeds, base), testId: testIds.shortProceeds },
          { label: t('borrow.proceeds-minimum', { slippage }), value: amount(sale.minimum, base) },
        ]),
  ]
}
