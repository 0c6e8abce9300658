import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: { conditions: ['mirror-source'] },
  ssr: { resolve: { conditions: ['mirror-source'] } },
  // Some tests start compilers: on a busy machine these take their time.
  test: { include: ['test/*.test.ts'], testTimeout: 60_000 },
})
