import { live, type Mirror, WrongChain } from '@mirror/sdk'

/** The last block. */
export interface Head {
  readonly height: number
  /** UNIX seconds. */
  readonly time: number
}

/** What is told of the chain. */
export interface Told {
  readonly head: (head: Head) => void
  /** The node does not answer, or is one of another chain. Told again as long as it lasts. */
  readonly trouble: (error: unknown) => void
}

/** How often a node that is not well is asked again. */
const AGAIN_MS = 2_000

/** Tells of new blocks as they come, of a node that is the chain's. Answers what ends it. */
export function follow(mirror: Mirror, told: Told): () => void {
  const { chain_id: chainId } = mirror.deployment
  let hasEnded = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let endLive: (() => void) | undefined

  const tell = (height: number, time: Date) => told.head({ height, time: Math.floor(time.getTime() / 1_000) })
  const failed = (error: unknown) => {
    endLive?.()
    endLive = undefined
    if (hasEnded) return
    told.trouble(error)
    timer = setTimeout(begin, AGAIN_MS)
  }
  // After each trouble anew who it is: another node may stand behind the address by now.
  const begin = () => {
    mirror.reader
      .status()
      .then((status) => {
        if (hasEnded) return
        if (status.chainId !== chainId) throw new WrongChain(chainId, status.chainId)
        tell(status.height, status.time)
        endLive = live(mirror, ({ height, time }) => tell(height, time), { onTrouble: failed })
      })
      .catch(failed)
  }
  begin()
  return () => {
    hasEnded = true
    clearTimeout(timer)
    endLive?.()
  }
}
