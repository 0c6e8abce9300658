import { micro, type Position } from '@mirror/sdk'

import { useHead } from '../data/head'
import { useLocks } from '../data/lock'
import { useMirror } from '../data/mirror'
import { Button, Lines } from '../parts'
import { testIds } from '../testids'
import { t } from '../words'
import { amount, moment } from '../words/figures'
import { useTransaction } from '../wallet/transaction'

/** The locked proceeds of all short positions, and what of them can be had now, in one transaction. */
export function Unlock({ positions }: { positions: readonly Position[] }) {
  const mirror = useMirror()
  const locks = useLocks(positions.filter(({ isShort }) => isShort).map(({ idx }) => idx)).data
  const now = useHead().data?.time
  const { ask } = useTransaction()
  if (locks === undefined || locks.length === 0 || now === undefined) return null
  const base = mirror.deployment.base_display
  const free = locks.filter(({ unlockTime }) => now >= unlockTime)
  const sum = (of: typeof locks) => micro(of.reduce((all, lock) => all + lock.amount, 0n))
  const nextTime = Math.min(...locks.map(({ unlockTime }) => unlockTime))
  return (
    <section className="card stack" aria-label={t('position.locked')}>
      <Lines
        lines={[
          { label: t('position.locked'), value: amount(sum(locks), base) },
          free.length === 0 ? { label: t('my.next-unlock'), value: moment(nextTime) } : { label: t('my.unlockable'), value: amount(sum(free), base) },
        ]}
      />
      <Button
        testId={testIds.unlockAll}
        disabledBecause={free.length === 0 ? t('position.still-locked') : undefined}
        onClick={() =>
          ask({
            title: t('position.unlocks', { amount: amount(sum(free), base) }),
            lines: free.map((lock) => ({ label: t('position.title', { idx: lock.idx }), value: amount(lock.amount, base) })),
            messages: [mirror.lock.msg.unlockPositionFunds({ positions_idx: free.map(({ idx }) => idx) })],
          })
        }
      >
        {t('my.unlock-all')}
      </Button>
    </section>
  )
}
