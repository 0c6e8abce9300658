import { createRoot } from 'react-dom/client'

import '../look/tokens.css'
import '../look/base.css'
import '../look/shell.css'
import '../look/parts.css'
import { App } from './app'
import { readConfig } from './config'
import { Broken } from './broken'
import { readRoute } from './route'
import { applyScheme, savedScheme } from './scheme'
import { load } from './view'

applyScheme(savedScheme())
const { page } = readRoute(window.location.hash)
// Beside config.json, not after it. One that can not be fetched is told of where it would be shown.
if (page !== undefined) void Promise.allSettled([load(page)])
const place = document.getElementById('app')
if (place !== null) {
  const root = createRoot(place)
  readConfig().then(
    (config) => root.render(<App config={config} />),
    (error: unknown) => root.render(<Broken error={error} />),
  )
}
