import react from '@vitejs/plugin-react'
import { defaultClientConditions, defineConfig, type Plugin } from 'vite'

/** While developing, styles are injected by scripts, which the policy of the page forbids. */
const withoutPolicy: Plugin = {
  name: 'without-policy-while-developing',
  apply: 'serve',
  transformIndexHtml: (html) => html.replace(/<meta\s+http-equiv="Content-Security-Policy"[\s\S]*?\/>/, ''),
}

export default defineConfig({
  // It works from any folder of any server.
  base: './',
  plugins: [react(), withoutPolicy],
  resolve: { conditions: ['mirror-source', ...defaultClientConditions] },
  build: { target: 'es2023', assetsInlineLimit: 0, modulePreload: { polyfill: false } },
})
