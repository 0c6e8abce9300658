import { useEffect, useId, useRef, type ReactNode } from 'react'

import { t } from '../words'
import { Button } from './button'

/** A dialog over the page: the browser keeps the focus in it, Escape closes it. */
export function Dialog({ title, onClose, children, testId }: { title: string; onClose: () => void; children: ReactNode; testId?: string }) {
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
        onClose()
      }}
    >
      <div className="dialog-body">
        <div className="dialog-head">
          <h2 id={heading}>{title}</h2>
          <Button look="plain" size="small" onClick={onClose} testId="dialog-close">
            {t('action.close')}
          </Button>
        </div>
        {children}
      </div>
    </dialog>
  )
}
