import type { Included } from '@mirror/sdk/signing'
import { useState } from 'react'

import { useMirror } from '../data/mirror'
import { Button, Dialog, Lines, Notice } from '../parts'
import { testIds } from '../testids'
import { t } from '../words'
import { amount } from '../words/figures'
import { type Course, useCourse } from './course'
import { acceptRisks, risksAreAccepted } from './risks'
import { useSession } from './session'
import type { Request } from './transaction'

interface TransactionDialogProps {
  readonly request: Request
  readonly onClose: (included?: Included) => void
}

/** What will be signed, its fee, and what becomes of it. */
export function TransactionDialog({ request, onClose }: TransactionDialogProps) {
  const { session } = useSession()
  const [isWarned, setWarned] = useState(risksAreAccepted)
  const close = () => onClose()
  if (session.kind !== 'wallet') {
    return (
      <Dialog title={request.title} onClose={close} testId={testIds.dialog}>
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
  const { course, sign, simulate } = useCourse(request.messages)
  const { address } = useSession()
  const included = course.at === 'included' ? course.included : undefined
  const lines = [...request.lines, { label: t('tx.from'), value: address }, { label: t('tx.fee'), value: <FeeOf course={course} />, testId: testIds.fee }]
  return (
    <Dialog title={request.title} onClose={() => onClose(included)} testId={testIds.dialog}>
      <Lines lines={lines} />
      {request.warnings?.map((warning) => (
        <Notice key={warning} kind="warn">
          {warning}
        </Notice>
      ))}
      <div aria-live="polite" className="stack">
        <Standing course={course} />
      </div>
      {course.at === 'stopped' && !course.mayStillSucceed && (
        <Button size="wide" onClick={() => void simulate()} testId={testIds.again}>
          {t('tx.again')}
        </Button>
      )}
      {included === undefined ? (
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
  if (course.at === 'signing') return t('tx.in-wallet')
  if (course.at === 'waiting') return t('tx.waiting')
  return t('tx.sign')
}

function FeeOf({ course }: { course: Course }) {
  const { deployment } = useMirror()
  if (course.at !== 'ready') return <>{t(course.at === 'simulating' ? 'tx.fee-comes' : 'state.none')}</>
  const [coin] = course.fee.amount
  return <>{coin === undefined ? t('tx.no-fee') : amount(BigInt(coin.amount), deployment.base_display)}</>
}

function Standing({ course }: { course: Course }) {
  switch (course.at) {
    case 'simulating':
    case 'ready':
      return null
    case 'signing':
      return <Notice>{t('tx.confirm-in-wallet')}</Notice>
    case 'waiting':
      return <Notice>{t('tx.sent', { hash: course.hash })}</Notice>
    case 'included':
      return (
        <Notice kind="good" testId={testIds.included}>
          {t('tx.included', { height: course.included.height, hash: course.included.hash })}
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
