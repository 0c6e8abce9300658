import { Notice } from '../parts'
import { t } from '../words'

/** The page can not begin, and whoever serves it has to mend it. */
export function Broken({ error }: { error: unknown }) {
  return (
    <main>
      <h1>{t('app.name')}</h1>
      <Notice kind="bad">{t('config.broken', { what: error instanceof Error ? error.message : String(error) })}</Notice>
    </main>
  )
}
