import { formatAmount } from '@mirror/sdk'
import { useState } from 'react'

import { useBalances } from '../data/account'
import { useAssets } from '../data/assets'
import { useMirror } from '../data/mirror'
import { blockedBecause, problemOf } from '../forms/form'
import { previewSend } from '../forms/send'
import { AmountField, Button, PageHead, SelectField, Shown, TextField } from '../parts'
import { testIds } from '../testids'
import { t } from '../words'
import { amount, brief } from '../words/figures'
import { useSession } from '../wallet/session'
import { useTransaction } from '../wallet/transaction'

/** Send tokens of the protocol to another account. */
export default function Send() {
  const mirror = useMirror()
  const all = useAssets()
  const { address } = useSession()
  const balances = useBalances(address).data
  const { ask } = useTransaction()
  const [state, setState] = useState({ token: mirror.deployment.mirror_token, to: '', amount: '' })
  const has = balances?.tokens.get(state.token)
  const preview = previewSend(state, { mirror, has })
  return (
    <>
      <PageHead title={t('send.title')} says={t('send.says')} />
      <Shown
        of={all}
        ready={(assets) => {
          const symbol = assets.find(({ token }) => token === state.token)?.symbol ?? ''
          return (
            <form
              className="card stack"
              aria-label={t('send.title')}
              onSubmit={(event) => {
                event.preventDefault()
                if (preview.summary === undefined || preview.messages.length === 0) return
                ask({
                  title: t('send.sends', { amount: amount(preview.summary, symbol) }),
                  lines: [
                    { label: t('send.to'), value: <span className="mono">{state.to}</span> },
                    { label: t('govern.amount'), value: amount(preview.summary, symbol) },
                  ],
                  warnings: [t('send.final')],
                  messages: preview.messages,
                  onDone: () => setState({ ...state, amount: '' }),
                })
              }}
            >
              <SelectField label={t('column.asset')} value={state.token} onChange={(token) => setState({ ...state, token, amount: '' })} options={assets.map(({ token, symbol: label }) => ({ value: token, label }))} testId="send-asset" />
              <TextField label={t('send.to')} value={state.to} onChange={(to) => setState({ ...state, to })} problem={problemOf(preview, 'to')} testId="send-to" />
              <AmountField
                label={t('govern.amount')}
                unit={symbol}
                value={state.amount}
                onChange={(text) => setState({ ...state, amount: text })}
                problem={problemOf(preview, 'amount')}
                testId="send-amount"
                aside={has !== undefined && <button type="button" className="link-button" onClick={() => setState({ ...state, amount: formatAmount(has).replaceAll(',', '') })}>{t('action.max', { amount: brief(has, symbol) })}</button>}
              />
              <Button type="submit" look="main" size="wide" testId={testIds.submit} disabledBecause={blockedBecause(preview, 'send.not-yet')}>
                {t('send.go')}
              </Button>
            </form>
          )
        }}
      />
    </>
  )
}
