import { createRoot } from 'react-dom/client'

import '../look/tokens.css'
import '../look/base.css'
import '../look/shell.css'
import '../look/parts.css'
import { App } from './app'
import { readConfig } from './config'
import { Broken } from './broken'
import { applyScheme, savedScheme } from './scheme'

applyScheme(savedScheme())
const place = document.getElementById('app')
if (place !== null) {
  const root = createRoot(place)
  readConfig().then(
    (config) => root.render(<App config={config} />),
    (error: unknown) => root.render(<Broken error={error} />),
  )
}
