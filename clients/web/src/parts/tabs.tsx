import { useId, type ReactNode } from 'react'

interface Tab<K extends string> {
  readonly key: K
  readonly label: string
  readonly panel: () => ReactNode
}

/** Several panels of which one is shown; arrow keys change it. */
export function Tabs<K extends string>({ label, tabs, current, onChange }: { label: string; tabs: readonly Tab<K>[]; current: K; onChange: (key: K) => void }) {
  const id = useId()
  const place = tabs.findIndex(({ key }) => key === current)
  const go = (step: number) => {
    const next = tabs[(place + step + tabs.length) % tabs.length]
    if (next === undefined) return
    onChange(next.key)
    document.getElementById(`${id}-${next.key}`)?.focus()
  }
  const shown = tabs[place]
  return (
    <div className="stack">
      <div className="tabs" role="tablist" aria-label={label}>
        {tabs.map(({ key, label: name }) => (
          <button
            key={key}
            id={`${id}-${key}`}
            type="button"
            role="tab"
            aria-selected={key === current}
            aria-controls={`${id}-panel`}
            tabIndex={key === current ? 0 : -1}
            data-testid={`tab-${key}`}
            onClick={() => onChange(key)}
            onKeyDown={(event) => {
              if (event.key === 'ArrowRight') go(1)
              if (event.key === 'ArrowLeft') go(-1)
            }}
          >
            {name}
          </button>
        ))}
      </div>
      <div id={`${id}-panel`} role="tabpanel" aria-labelledby={`${id}-${current}`}>
        {shown?.panel()}
      </div>
    </div>
  )
}
