import type { ReactNode } from 'react'

/** A name and its value. */
export interface Line {
  readonly label: string
  readonly value: ReactNode
  readonly testId?: string
}

/** Names and values below each other. */
export function Lines({ lines }: { lines: readonly Line[] }) {
  return (
    <dl className="list">
      {lines.map(({ label, value, testId }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd data-testid={testId}>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** Figures beside each other. */
export function Figures({ lines, isLarge = false }: { lines: readonly Line[]; isLarge?: boolean }) {
  return (
    <dl className="figures">
      {lines.map(({ label, value, testId }) => (
        <div key={label} className={`figure ${isLarge ? 'is-large' : ''}`}>
          <dt>{label}</dt>
          <dd data-testid={testId}>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** A column: its name, and what a row has in it. */
export interface Column<Row> {
  readonly label: string
  /** Words stand left and wrap; figures stand right, digit below digit. */
  readonly isText?: boolean
  readonly cell: (row: Row) => ReactNode
}

/** Rows and columns; on a phone each row is a card. The roles are written out, since a cell that is shown as a block loses its own. */
export function Table<Row>({ caption, columns, rows, keyOf, testId }: { caption: string; columns: readonly Column<Row>[]; rows: readonly Row[]; keyOf: (row: Row) => string; testId?: string }) {
  return (
    <div className="card table-card">
      <table className="table" role="table" data-testid={testId}>
        <caption className="sr-only">{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map(({ label, isText }) => (
              <th key={label} scope="col" role="columnheader" className={isText ? 'is-text' : undefined}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr key={keyOf(row)} role="row" data-testid={`row-${keyOf(row)}`}>
              {columns.map(({ label, cell, isText }) => (
                <td key={label} role="cell" data-label={label} className={isText ? 'is-text' : undefined}>
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** An asset: its mark, symbol and name. */
export function AssetName({ symbol, name, href }: { symbol: string; name?: string; href?: string }) {
  const inner = (
    <>
      <span className="asset-mark" aria-hidden="true">
        {symbol.replace(/^m(?=[A-Z])/, '').slice(0, 2)}
      </span>
      <span>
        <span className="asset-symbol">{symbol}</span>
        {name !== undefined && <span className="asset-name">{name}</span>}
      </span>
    </>
  )
  return href === undefined ? <span className="asset">{inner}</span> : <a className="asset" href={href}>{inner}</a>
}

/** A part of a whole as a bar, with a mark; the words beside it say the same. */
export function Bar({ part, mark, kind = 'normal' }: { part: number; mark?: number; kind?: 'normal' | 'good' | 'warn' | 'bad' }) {
  const within = (value: number) => `${Math.max(0, Math.min(100, value * 100))}%`
  return (
    <div className={`bar is-${kind}`} aria-hidden="true">
      <span style={{ '--part': within(part) }} />
      {mark !== undefined && <i style={{ '--mark': within(mark) }} />}
    </div>
  )
}

declare module 'react' {
  interface CSSProperties {
    '--part'?: string
    '--mark'?: string
  }
}
