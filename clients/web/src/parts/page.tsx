import { useEffect, type ReactNode } from 'react'

import { t } from '../words'

/** A page's heading, which is the window's title, too. */
export function PageHead({ title, says, end }: { title: string; says?: ReactNode; end?: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · ${t('app.name')}`
  }, [title])
  return (
    <div className="page-head">
      <div className="row apart">
        <h1>{title}</h1>
        {end}
      </div>
      {says !== undefined && <p className="muted">{says}</p>}
    </div>
  )
}
