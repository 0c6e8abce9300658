import { useIndexLag } from '../data/statistic'
import { Notice } from '../parts'
import { t } from '../words'
import { span } from '../words/figures'

/** What comes from the index is old, where it is; what comes from the chain is not. */
export function IndexNote() {
  const lag = useIndexLag()
  return lag === undefined ? null : <Notice kind="warn">{t('state.index-late', { time: span(lag) })}</Notice>
}
