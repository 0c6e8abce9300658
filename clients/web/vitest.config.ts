import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: { conditions: ['mirror-source'] },
  ssr: { resolve: { conditions: ['mirror-source'] } },
  test: { include: ['test/**/*.test.ts'] },
})
