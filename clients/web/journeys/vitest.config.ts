import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** By their names: journeys are numbered in the order in which a person would make them. */
class InOrder extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files.toSorted((a, b) => a.moduleId.localeCompare(b.moduleId))
  }
}

export default defineConfig({
  root: import.meta.dirname,
  resolve: { conditions: ['mirror-source'] },
  ssr: { resolve: { conditions: ['mirror-source'] } },
  test: {
    include: ['*.test.ts'],
    // One network and one browser: two journeys at once would move each other's prices.
    fileParallelism: false,
    isolate: false,
    maxWorkers: 1,
    sequence: { sequencer: InOrder },
    testTimeout: 120_000,
    hookTimeout: 60_000,
    reporters: ['verbose'],
  },
})
