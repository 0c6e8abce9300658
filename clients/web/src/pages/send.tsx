import { type Asset, formatAmount } from '@mirror/sdk'
import { useState } from 'react'

import { useBalances } from '../data/account'
import { useAssets } from '../data/assets'
import { feeReserve } from '../data/fee'
import { useMirror } from '../data/mirror'
import { blockedBecause, problemOf } from '../forms/form'
import { mostToSend, previewSend, type SendState } from '../forms/send'
import { AmountField, Button, PageHead, SelectField, Shown, TextField } from '../parts'
import { testIds } from '../testids'
import { t } from '../words'
import { amount, brief } from '../words/figures'
import { useSession } from '../wallet/session'
import { useTransaction } from '../wallet/transaction'

/** Send the base coin or a token of the protocol to another account. */
export default function Send() {
  const all = useAssets()
  return (
    <>
      <PageHead title={t('send.title')} says={t('send.says')} />
      <Shown of={all} ready={(assets) => <SendForm assets={assets} />} />
    </>
  )
}

function SendForm({ assets }: { assets: readonly Asset[] }) {
  const mirror = useMirror()
  const { address } = useSession()
  const balances = useBalances(address).data
  const { ask } = useTransaction()
  const { base_denom: denom, base_display: base, base_exponent } = mirror.deployment
  const [state, setState] = useState<SendState>({ asset: denom, to: '', amount: '' })
  const token = assets.find((one) => one.token === state.asset)
  const symbol = token?.symbol ?? base
  const decimals = token?.decimals ?? base_exponent
  const has = token === undefined ? balances?.base : balances?.tokens.get(token.token)
  const chain = { mirror, has, decimals, feeReserve: feeReserve(mirror) }
  const preview = previewSend(state, chain)
  const most = mostToSend(state.asset, chain)
  return (
    <form
      className="card stack narrow"
      aria-label={t('send.title')}
      onSubmit={(event) => {
        event.preventDefault()
        if (preview.summary === undefined || preview.messages.length === 0) return
        ask({
          title: t('send.sends', { amount: amount(preview.summary, symbol, decimals) }),
          lines: [
            { label: t('send.to'), value: <span className="mono">{state.to.trim()}</span> },
            { label: t('govern.amount'), value: amount(preview.summary, symbol, decimals) },
          ],
          warnings: [t('send.final')],
          messages: preview.messages,
          onDone: () => setState({ ...state, amount: '' }),
        })
      }}
    >
      <SelectField
        label={t('column.asset')}
        value={state.asset}
        onChange={(asset) => setState({ ...state, asset, amount: '' })}
        options={[{ value: denom, label: base }, ...assets.map((one) => ({ value: one.token, label: one.symbol }))]}
        testId={testIds.sendAsset}
      />
      <TextField label={t('send.to')} value={state.to} onChange={(to) => setState({ ...state, to })} problem={problemOf(preview, 'to')} testId={testIds.sendTo} />
      <AmountField
        label={t('govern.amount')}
        unit={symbol}
        decimals={decimals}
        value={state.amount}
        onChange={(text) => setState({ ...state, amount: text })}
        problem={problemOf(preview, 'amount')}
        testId={testIds.sendAmount}
        aside={
          most !== undefined && (
            <button type="button" className="link-button" onClick={() => setState({ ...state, amount: formatAmount(most, decimals).replaceAll(',', '') })}>
              {t('action.max', { amount: brief(most, symbol, decimals) })}
            </button>
          )
        }
      />
      <Button type="submit" look="main" size="wide" testId={testIds.submit} disabledBecause={blockedBecause(preview, 'send.not-yet')}>
        {t('send.go')}
      </Button>
    </form>
  )
}
