import { parseEvents } from '@mirror/sdk'
import type { Included } from '@mirror/sdk/signing'
import { useState } from 'react'

import { useAssets } from '../data/assets'
import { useMirror } from '../data/mirror'
import { Address, Button, Dialog, Lines, Notice } from '../parts'
import { testIds } from '../testids'
import { t } from '../words'
import { amount } from '../words/figures'
import { type Course, useCourse } from './course'
import { receipt } from './receipt'
import { acceptRisks, risksAreAccepted } from './risks'
import { useSession } from './session'
import type { Asked } from './request'

interface TransactionDialogProps {
  readonly request: Asked
  readonly onClose: (included?: Included) => void
}

/** What will be signed, its fee, and what becomes of it. */
export function TransactionDialog({ request, onClose }: TransactionDialogProps) {
  const { session } = useSession()
  const [isWarned, setWarned] = useState(risksAreAccepted)
  const close = () => onClose()
  if (request.address === undefined || session.kind === 'view') {
    return (
      <Dialog title={request.title} onClose={close} testId={testIds.dialog}>
        <Lines lines={request.lines} />
        <Notice kind="warn">{t(session.kind === 'view' ? 'tx.view-only' : 'tx.not-connected')}</Notice>
      </Dialog>
    )
  }
  if (!isWarned) {
    return (
      <Dialog title={t('risks.title')} onClose={close} testId={testIds.risks}>
        <p>{t('risks.text')}</p>
        <Button
          look="main"
          size="wide"
          testId={testIds.risksAccept}
          onClick={() => {
            acceptRisks()
            setWarned(true)
          }}
        >
          {t('risks.accept')}
        </Button>
      </Dialog>
    )
  }
  return <Signing request={request} onClose={onClose} />
}

function Signing({ request, onClose }: TransactionDialogProps) {
  const { course, sign, simulate } = useCourse(request)
  const { address } = useSession()
  const included = course.at === 'included' ? course.included : undefined
  // What is on its way is shown to its end, whoever the wallet shows meanwhile.
  const isOther = address !== request.address && course.at !== 'waiting' && course.at !== 'included'
  const lines = [
    ...request.lines,
    { label: t('tx.from'), value: <span className="mono">{request.address}</span> },
    { label: t('tx.fee'), value: <FeeOf course={course} />, testId: testIds.fee },
  ]
  return (
    <Dialog title={request.title} onClose={() => onClose(included)} isBusy={course.at === 'waiting'} testId={testIds.dialog}>
      {included === undefined && <Lines lines={lines} />}
      {included === undefined && request.warnings?.map((warning) => (
        <Notice key={warning} kind="warn">
          {warning}
        </Notice>
      ))}
      <div aria-live="polite" className="stack">
        {isOther ? <Notice kind="bad" testId={testIds.stopped}>{t(address === undefined ? 'tx.wallet-gone' : 'tx.account-changed')}</Notice> : <Standing course={course} />}
      </div>
      {included !== undefined && <Receipt of={included} />}
      {!isOther && course.at === 'stopped' && !course.mayStillSucceed && (
        <Button size="wide" onClick={() => void simulate()} testId={testIds.again}>
          {t('tx.again')}
        </Button>
      )}
      {isOther || course.at === 'stopped' ? (
        <Button size="wide" onClick={() => onClose()}>
          {t('action.close')}
        </Button>
      ) : included === undefined ? (
        <Button look="main" size="wide" onClick={() => void sign()} disabledBecause={course.at === 'ready' ? undefined : waitingWords(course)} testId={testIds.sign}>
          {t('tx.sign')}
        </Button>
      ) : (
        <Button look="main" size="wide" onClick={() => onClose(included)} testId={testIds.done}>
          {t('action.done')}
        </Button>
      )}
    </Dialog>
  )
}

function waitingWords(course: Course): string {
  if (course.at === 'simulating') return t('tx.simulating')
  if (course.at === 'queued') return t('tx.queued')
  if (course.at === 'signing') return t('tx.in-wallet')
  return t('tx.waiting')
}

function FeeOf({ course }: { course: Course }) {
  const { deployment } = useMirror()
  if (course.at === 'simulating' || course.at === 'stopped') return <>{t(course.at === 'simulating' ? 'tx.fee-comes' : 'state.none')}</>
  const [coin] = course.fee.amount
  return <>{coin === undefined ? t('tx.no-fee') : amount(BigInt(coin.amount), deployment.base_display)}</>
}

/** What the contracts say that was done. */
function Receipt({ of }: { of: Included }) {
  const { deployment } = useMirror()
  const all = useAssets().data ?? []
  const traded = all.map(({ token, market }) => ({ token, pair: market.pair, lpToken: market.lpToken }))
  const named = (asset: string) => {
    if (asset === deployment.base_denom) return { symbol: deployment.base_display, decimals: deployment.base_exponent }
    return all.find(({ token }) => token === asset) ?? { symbol: asset, decimals: 6 }
  }
  const lines = receipt(parseEvents(of.chainEvents, deployment, traded), named, deployment.mirror_token)
  return (
    <>
      <Lines lines={[...lines, { label: t('column.transaction'), value: <Address of={of.hash} canCopy /> }]} />
    </>
  )
}

function Standing({ course }: { course: Course }) {
  switch (course.at) {
    case 'ready':
      return null
    case 'simulating':
      return <p className="sr-only">{t('tx.simulating')}</p>
    case 'queued':
      return <Notice>{t('tx.queued-says')}</Notice>
    case 'signing':
      return <Notice>{t('tx.confirm-in-wallet')}</Notice>
    case 'waiting':
      return <Notice>{t('tx.sent', { hash: course.hash })}</Notice>
    case 'included':
      return (
        <Notice kind="good" testId={testIds.included}>
          {t('tx.included', { height: course.included.height })}
        </Notice>
      )
    case 'stopped':
      return (
        <Notice kind={course.mayStillSucceed ? 'warn' : 'bad'} testId={testIds.stopped}>
          {course.why} {course.hash === undefined ? '' : t('tx.hash', { hash: course.hash })}
        </Notice>
      )
  }
}
