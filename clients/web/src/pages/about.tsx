import { useConfigs } from '../data/figures'
import { useConfig, useMirror } from '../data/mirror'
import { Lines, PageHead, Shown } from '../parts'
import { t } from '../words'
import { figuresInForce } from './figures-in-force'

/** Where everything is, and the rules that are in force, read from the chain. */
export default function About() {
  const { deployment } = useMirror()
  const { index } = useConfig()
  const configs = useConfigs()
  const link = `data:application/json,${encodeURIComponent(JSON.stringify(deployment, null, 2))}`
  return (
    <>
      <PageHead title={t('about.title')} says={t('about.says')} end={<a className="button" href={link} download={`${deployment.chain_id}.json`}>{t('about.download')}</a>} />
      <div className="two">
        <section className="card" aria-label={t('about.contracts')}>
          <h2>{t('about.contracts')}</h2>
          <Lines
            lines={[
              ...Object.entries(deployment.contracts).map(([role, address]) => ({ label: `${role.charAt(0).toUpperCase()}${role.slice(1).replaceAll('_', ' ')}`, value: <span className="mono">{address}</span> })),
              { label: t('about.mir'), value: <span className="mono">{deployment.mirror_token}</span> },
            ]}
          />
        </section>
        <div className="stack">
          <section className="card" aria-label={t('about.rules')}>
            <h2>{t('about.rules')}</h2>
            <Shown
              of={configs}
              lines={17}
              ready={(found) => (
                <div className="stack">
                  {figuresInForce(found).map((group) => (
                    <Lines key={group[0]?.label} lines={group.map(({ label, value }) => ({ label: t(label), value }))} />
                  ))}
                </div>
              )}
            />
          </section>
          <section className="card" aria-label={t('about.network')}>
            <h2>{t('about.network')}</h2>
            <Lines
              lines={[
                { label: t('about.chain'), value: deployment.chain_id },
                { label: t('about.node'), value: <span className="mono">{deployment.rpc.join(' ')}</span> },
                { label: t('about.index'), value: index === undefined ? t('state.none') : <span className="mono">{index}</span> },
                { label: t('about.gas'), value: deployment.gas_price },
              ]}
            />
          </section>
        </div>
      </div>
    </>
  )
}
