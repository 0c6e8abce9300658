import { type Asset, collateralKey, type Execute, formatAmount, micro, type Micro, mulFloor, type Position } from '@mirror/sdk'
import { useState } from 'react'

import { type Balances, useBalances, usePositions } from '../data/account'
import { assetPath, findAsset, useAssets } from '../data/assets'
import { useStaker } from '../data/gov'
import { useMirror } from '../data/mirror'
import { type Stake, useStakes } from '../data/staking'
import { safety, safetyLook } from '../forms/safety'
import { lpWorth } from '../forms/worth'
import { AssetName, Badge, Button, ButtonLink, type Column, Figures, Lines, PageHead, Shown, Table, Tabs } from '../parts'
import { testIds } from '../testids'
import { t } from '../words'
import { amount, brief, part, price } from '../words/figures'
import { useSession } from '../wallet/session'
import { useTransaction } from '../wallet/transaction'
import { History } from './history'
import { collateralName } from './names'
import { Orders } from './orders'
import { Unlock } from './unlock'
import { Worth } from './worth'

const TABS = ['holding', 'borrowing', 'orders', 'farming', 'govern', 'history'] as const
type Tab = (typeof TABS)[number]

/** Everything that an account has, owes, stakes and may claim. `#/my/history` begins at that tab. */
export default function My({ args }: { args: readonly string[] }) {
  const { address } = useSession()
  const all = useAssets()
  return (
    <>
      <PageHead title={t('my.title')} end={
          <span className="row">
            <ButtonLink href="#/airdrop">{t('my.airdrop')}</ButtonLink>
            <ButtonLink href="#/send">{t('my.send')}</ButtonLink>
          </span>
        } />
      {address === undefined ? <div className="empty">{t('my.connect')}</div> : <Shown of={all} lines={8} ready={(assets) => <Account key={args[0]} first={TABS.find((tab) => tab === args[0]) ?? 'holding'} address={address} assets={assets} />} />}
    </>
  )
}

function Account({ first, address, assets }: { first: Tab; address: string; assets: readonly Asset[] }) {
  const [tab, setTab] = useState<Tab>(first)
  const balances = useBalances(address)
  const positions = usePositions(address)
  const stakes = useStakes(address)
  return (
    <div className="stack">
      <Worth address={address} assets={assets} />
      <Claim address={address} />
      <Tabs<Tab>
        label={t('my.title')}
        current={tab}
        onChange={setTab}
        tabs={[
          { key: 'holding', label: t('my.holding'), panel: () => <Shown of={balances} ready={(found) => <Holding balances={found} assets={assets} />} /> },
          { key: 'borrowing', label: t('my.borrowing'), panel: () => <Shown of={positions} empty={{ when: (found) => found.length === 0, says: t('my.no-positions') }} ready={(found) => <Borrowing positions={found} assets={assets} />} /> },
          { key: 'orders', label: t('my.orders'), panel: () => <Orders address={address} assets={assets} /> },
          { key: 'farming', label: t('my.farming'), panel: () => <Shown of={stakes} empty={{ when: (found) => found.length === 0, says: t('my.no-stakes') }} ready={(found) => <Farming stakes={found} assets={assets} />} /> },
          { key: 'govern', label: t('nav.govern'), panel: () => <Governing address={address} /> },
          { key: 'history', label: t('my.history'), panel: () => <History address={address} assets={assets} /> },
        ]}
      />
    </div>
  )
}

function Claim({ address }: { address: string }) {
  const mirror = useMirror()
  const stakes = useStakes(address).data
  const staker = useStaker(address).data
  const { ask } = useTransaction()
  if (stakes === undefined || staker === undefined) return null
  const farmed = micro(stakes.reduce((sum, { reward }) => sum + reward, 0n))
  const voted = staker.rewards
  if (farmed === 0n && voted === 0n) return null
  const messages: Execute[] = [...(farmed > 0n ? [mirror.staking.msg.withdraw()] : []), ...(voted > 0n ? [mirror.gov.msg.withdrawVotingRewards()] : [])]
  const lines = [
    { label: t('my.from-farms'), value: amount(farmed, 'MIR') },
    { label: t('govern.rewards'), value: amount(voted, 'MIR') },
  ]
  return (
    <section className="card row apart" aria-label={t('my.claimable')}>
      <Figures lines={[{ label: t('my.claimable'), value: amount(farmed + voted, 'MIR'), testId: testIds.claimable }]} />
      <Button look="main" testId={testIds.claimAll} onClick={() => ask({ title: t('my.claims'), lines, messages })}>
        {t('my.claim')}
      </Button>
    </section>
  )
}

function Holding({ balances, assets }: { balances: Balances; assets: readonly Asset[] }) {
  const { deployment } = useMirror()
  const held = assets.filter(({ token }) => (balances.tokens.get(token) ?? 0n) > 0n)
  const has = ({ token }: Asset): Micro => balances.tokens.get(token) ?? micro(0n)
  const columns: Column<Asset>[] = [
    { label: t('column.asset'), cell: (one) => <AssetName symbol={one.symbol} name={one.name} href={`#/trade/${assetPath(assets, one)}`} /> },
    { label: t('column.balance'), cell: (one) => brief(has(one), one.symbol, one.decimals) },
    { label: t('column.price'), cell: ({ market }) => price(market.price, deployment.base_display) },
    { label: t('column.worth'), cell: (one) => (one.market.price === undefined ? t('state.unknown') : brief(mulFloor(has(one), one.market.price), deployment.base_display)) },
  ]
  return (
    <div className="stack">
      <section className="card">
        <Lines lines={[{ label: deployment.base_display, value: `${formatAmount(balances.base)} ${deployment.base_display}`, testId: testIds.baseBalance }]} />
      </section>
      {held.length === 0 ? <div className="empty">{t('my.no-tokens')}</div> : <Table caption={t('my.holding')} columns={columns} rows={held} keyOf={({ token }) => token} testId="holdings" />}
    </div>
  )
}

function Borrowing({ positions, assets }: { positions: readonly Position[]; assets: readonly Asset[] }) {
  const mirror = useMirror()
  const columns: Column<Position>[] = [
    {
      label: t('column.position'),
      cell: ({ idx, asset, isShort }) => <AssetName symbol={findAsset(assets, asset)?.symbol ?? asset} name={`${t('position.title', { idx })} · ${t(isShort ? 'position.short' : 'position.borrowed')}`} href={`#/position/${idx}`} />,
    },
    { label: t('position.collateral'), cell: ({ holdings, collateral }) => brief(holdings.collateral, collateralName(collateralKey(collateral), mirror, assets)) },
    { label: t('position.debt'), cell: ({ holdings, asset }) => brief(holdings.debt, findAsset(assets, asset)?.symbol ?? '') },
    { label: t('position.ratio'), cell: ({ valued }) => part(valued?.ratio) },
    { label: t('borrow.minimum'), cell: ({ valued }) => part(valued?.minimum) },
    { label: t('column.status'), cell: ({ valued }) => <Badge kind={safetyLook(safety(valued))}>{t(`position.safety.${safety(valued)}`)}</Badge> },
    { label: t('column.action'), cell: ({ idx }) => <ButtonLink size="small" href={`#/position/${idx}`}>{t('my.manage', { idx })}</ButtonLink> },
  ]
  return (
    <div className="stack">
      <Unlock positions={positions} />
      <Table caption={t('my.borrowing')} columns={columns} rows={positions} keyOf={({ idx }) => idx} testId="positions" />
    </div>
  )
}

function Farming({ stakes, assets }: { stakes: readonly Stake[]; assets: readonly Asset[] }) {
  const { deployment } = useMirror()
  const columns: Column<Stake>[] = [
    { label: t('column.asset'), cell: ({ asset, isShort }) => <AssetName symbol={findAsset(assets, asset)?.symbol ?? asset} name={t(isShort ? 'position.short' : 'position.long')} href={`#/farm/${asset}`} /> },
    { label: t('farm.share'), cell: ({ bonded, isShort, asset }) => brief(bonded, isShort ? (findAsset(assets, asset)?.symbol ?? '') : 'LP') },
    { label: t('column.worth'), cell: (stake) => (stake.isShort ? t('state.none') : worthWords(lpWorth(findAsset(assets, stake.asset), stake.bonded), deployment.base_display)) },
    { label: t('my.reward'), cell: ({ reward }) => amount(reward, 'MIR') },
  ]
  return <Table caption={t('my.farming')} columns={columns} rows={stakes} keyOf={({ asset, isShort }) => `${asset}-${isShort ? 'short' : 'long'}`} testId="stakes" />
}

function Governing({ address }: { address: string }) {
  const staker = useStaker(address)
  return (
    <section className="card">
      <Shown
        of={staker}
        ready={({ balance, rewards, votes, locked }) => (
          <Lines
            lines={[
              { label: t('govern.your-stake'), value: amount(balance, 'MIR') },
              { label: t('govern.rewards'), value: amount(rewards, 'MIR') },
              { label: t('my.votes'), value: String(votes) },
              { label: t('my.locked'), value: amount(locked, 'MIR') },
            ]}
          />
        )}
      />
    </section>
  )
}

function worthWords(units: bigint | undefined, base: string): string {
  return units === undefined ? t('state.unknown') : brief(units, base)
}
