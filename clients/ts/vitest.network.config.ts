import { defineConfig } from 'vitest/config'

// What needs a network: MIRROR_NETWORK names the file that `cargo xtask web --keep` tells of.
export default defineConfig({
  resolve: { conditions: ['mirror-source'] },
  ssr: { resolve: { conditions: ['mirror-source'] } },
  test: { include: ['test/network/**/*.test.ts', 'examples/**/*.test.ts'], testTimeout: 60_000 },
})
