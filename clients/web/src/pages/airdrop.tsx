import { micro } from '@mirror/sdk'

import { type Claim, useClaims } from '../data/airdrop'
import { useConfig, useMirror } from '../data/mirror'
import { Badge, Button, Figures, Notice, PageHead, Shown, Table } from '../parts'
import { testIds } from '../testids'
import { t } from '../words'
import { amount } from '../words/figures'
import { useSession } from '../wallet/session'
import { useTransaction } from '../wallet/transaction'

/** Every stage that an account is on the list of, claimed in one transaction. */
export default function Airdrop() {
  const { airdrops } = useConfig()
  const { address } = useSession()
  const claims = useClaims(address)
  return (
    <>
      <PageHead title={t('airdrop.title')} says={t('airdrop.says')} />
      {airdrops.length === 0 ? (
        <Notice>{t('airdrop.no-lists')}</Notice>
      ) : address === undefined ? (
        <div className="empty">{t('my.connect')}</div>
      ) : (
        <Shown of={claims} empty={{ when: (all) => all.length === 0, says: t('airdrop.none') }} ready={(all) => <Claims all={all} />} />
      )}
    </>
  )
}

function Claims({ all }: { all: readonly Claim[] }) {
  const mirror = useMirror()
  const { ask } = useTransaction()
  const open = all.filter(({ isClaimed }) => !isClaimed)
  const sum = micro(open.reduce((total, one) => total + one.amount, 0n))
  const claim = () =>
    ask({
      title: t('airdrop.claims', { amount: amount(sum, 'MIR') }),
      lines: open.map(({ list, amount: units }) => ({ label: t('airdrop.stage', { stage: list.stage, list: t(`airdrop.${list.contract}`) }), value: amount(units, 'MIR') })),
      messages: open.map(({ list, amount: units, proof }) => mirror[list.contract].msg.claim({ stage: list.stage, amount: units.toString(), proof: [...proof] })),
    })
  return (
    <div className="stack">
      <section className="card row apart">
        <Figures lines={[{ label: t('my.claimable'), value: amount(sum, 'MIR'), testId: testIds.airdropSum }]} />
        <Button look="main" testId={testIds.airdropClaim} onClick={claim} disabledBecause={open.length === 0 ? t('airdrop.all-claimed') : undefined}>
          {t('airdrop.claim')}
        </Button>
      </section>
      <Table
        caption={t('airdrop.title')}
        rows={all}
        keyOf={({ list }) => `${list.contract}-${list.stage}`}
        columns={[
          { label: t('airdrop.list'), cell: ({ list }) => t('airdrop.stage', { stage: list.stage, list: t(`airdrop.${list.contract}`) }) },
          { label: t('govern.amount'), cell: (one) => amount(one.amount, 'MIR') },
          { label: t('column.status'), cell: ({ isClaimed }) => <Badge kind={isClaimed ? 'normal' : 'good'}>{t(isClaimed ? 'airdrop.claimed' : 'airdrop.open')}</Badge> },
        ]}
      />
    </div>
  )
}
