/** What screens are built of. Parts know words; they know neither the chain nor forms. */

export { Address } from './address'
export { Chart, ChartWaiting, Sparkline } from './chart'
export { Button, ButtonLink } from './button'
export { AssetName, Bar, type Column, Figures, type Line, Lines, Table } from './data'
export { Dialog } from './dialog'
export { AmountField, Choice, Field, SelectField, TextField } from './field'
export { HasMoved, NothingThere, PageHead } from './page'
export { Badge, Loading, Notice, type Reading, Shown } from './show'
export { StatusBadge, StatusNotice } from './status'
export { Tabs } from './tabs'
