import { useEffect, useId, useRef, type ReactNode } from 'react'

import { t } from '../words'
import { Button } from './button'

interface DialogProps {
  readonly title: string
  readonly onClose: () => void
  /** What goes on can not be left now. */
  readonly isBusy?: boolean
  readonly children: ReactNode
  readonly testId?: string
}

/** A dialog over the page: the browser keeps the focus in it, Escape closes it. */
export function Dialog({ title, onClose, isBusy = false, children, testId }: DialogProps) {
  const frame = useRef<HTMLDialogElement>(null)
  const heading = useId()
  useEffect(() => {
    const dialog = frame.current
    dialog?.showModal()
    return () => dialog?.close()
  }, [])
  return (
    <dialog
      ref={frame}
      className="dialog"
      aria-labelledby={heading}
      data-testid={testId}
      onCancel={(event) => {
        event.preventDefault()
        if (!isBusy) onClose()
      }}
    >
      <div className="dialog-body">
        <div className="dialog-head">
          <h2 id={heading}>{title}</h2>
          {!isBusy && (
            <Button look="plain" size="small" onClick={onClose} testId="dialog-close">
              {t('action.close')}
            </Button>
          )}
        </div>
        {children}
      </div>
    </dialog>
  )
}
