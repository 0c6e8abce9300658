import type { Asset } from '@mirror/sdk'
import { useState } from 'react'

import { type HistoryEntry, useHistory, wholeHistory } from '../data/history'
import { IndexFault } from '../data/index-service'
import { useConfig, useMirror } from '../data/mirror'
import { Address, Button, Notice, Shown, Table } from '../parts'
import { t } from '../words'
import { csv } from '../words/csv'
import { moment, utc } from '../words/figures'
import { historyWords, type Names } from '../words/history'
import { collateralName } from './names'

/** What an account did and what befell it, as the index tells it. */
export function History({ address, assets }: { address: string; assets: readonly Asset[] }) {
  const mirror = useMirror()
  const { index } = useConfig()
  const history = useHistory(address)
  if (index === undefined) return <Notice>{t('state.needs-index')}</Notice>
  const names: Names = { of: (key) => collateralName(key, mirror, assets), base: mirror.deployment.base_display }
  return (
    <div className="stack">
      <Shown
        of={history}
        empty={{ when: (all) => all.length === 0, says: t('my.no-history') }}
        ready={(all) => (
          <Table
            caption={t('my.history')}
            rows={all.map((entry, place) => ({ ...entry, ...historyWords(entry, names), place }))}
            keyOf={({ hash, place }) => `${hash}-${place}`}
            testId="history"
            columns={[
              { label: t('column.what'), cell: ({ what }) => what },
              { label: t('column.details'), isText: true, cell: ({ details }) => <span className="wraps">{details}</span> },
              { label: t('column.time'), cell: ({ time }) => moment(time) },
              { label: t('column.block'), cell: ({ height }) => String(height) },
              { label: t('column.transaction'), cell: ({ hash }) => <Address of={hash} canCopy /> },
            ]}
          />
        )}
      />
      <Download index={index} address={address} names={names} />
      <p className="small muted">
        {t('my.csv-says')} <a href={`${index}/txs.csv?account=${encodeURIComponent(address)}`}>{t('my.csv-raw')}</a>
      </p>
    </div>
  )
}

function Download({ index, address, names }: { index: string; address: string; names: Names }) {
  const [state, setState] = useState<{ readonly read: number } | 'failed'>()
  const isBusy = state !== undefined && state !== 'failed'
  const download = async () => {
    const rows: string[][] = [[t('column.time-utc'), t('column.block'), t('column.transaction'), t('column.what'), t('column.details')]]
    setState({ read: 0 })
    try {
      for await (const page of wholeHistory(index, address)) {
        rows.push(...page.map((entry) => line(entry, names)))
        setState({ read: rows.length - 1 })
      }
    } catch (error) {
      if (!(error instanceof IndexFault)) throw error
      setState('failed')
      return
    }
    save(csv(rows))
    setState(undefined)
  }
  return (
    <div>
      <Button disabledBecause={isBusy ? t('my.csv-busy', { number: state.read }) : undefined} onClick={() => void download()}>
        {t('my.csv')}
      </Button>
      {state === 'failed' && <Notice kind="warn">{t('my.csv-failed')}</Notice>}
    </div>
  )
}

function line(entry: HistoryEntry, names: Names): string[] {
  const { what, details } = historyWords(entry, names)
  return [utc(entry.time), String(entry.height), entry.hash, what, details]
}

function save(text: string) {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }))
  link.download = 'mirror.csv'
  link.click()
  URL.revokeObjectURL(link.href)
}
