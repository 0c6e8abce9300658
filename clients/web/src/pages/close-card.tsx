import { formatAmount } from '@mirror/sdk'

import { type EditChain, type EditSummary, previewClose } from '../forms/edit'
import { blockedBecause } from '../forms/form'
import { Button, ButtonLink, type Line, Notice } from '../parts'
import { testIds } from '../testids'
import { t } from '../words'
import { about, amount } from '../words/figures'
import { useTransaction } from '../wallet/transaction'

/** Pays everything back and takes everything out. */
export function CloseCard({ chain, symbol }: { chain: EditChain; symbol: string }) {
  const { position, asset, balances } = chain
  const { ask } = useTransaction()
  const preview = previewClose(chain)
  const debt = amount(position.holdings.debt, asset.symbol, asset.decimals)
  const has = balances && (balances.tokens.get(position.asset) ?? 0n)
  const lacks = has !== undefined && has < position.holdings.debt
  return (
    <section className="card stack" aria-label={t('position.close')}>
      <h2>{t('position.close')}</h2>
      <p>{t('position.close-says', { debt })}</p>
      {lacks ? (
        <Notice kind="warn" action={<ButtonLink size="small" href={`#/trade/${position.asset}`}>{t('trade.go', { asset: asset.symbol })}</ButtonLink>}>
          {t('position.get-asset', { has: `${formatAmount(has, asset.decimals)} ${asset.symbol}` })}
        </Notice>
      ) : (
        <Button
          testId={testIds.closePosition}
          disabledBecause={blockedBecause(preview, 'position.type-first')}
          onClick={() => {
            if (preview.summary === undefined) return
            ask({
              title: t('position.closes', { idx: position.idx }),
              lines: closeLines(preview.summary, debt, symbol),
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

function closeLines({ before, fee }: EditSummary, debt: string, symbol: string): Line[] {
  return [
    { label: t('position.burn'), value: debt },
    { label: t('position.fee'), value: about(fee, symbol) },
    { label: t('position.withdraw'), value: about(before.collateral - fee, symbol) },
  ]
}
