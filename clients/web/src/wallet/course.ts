import { type Execute, MirrorError, Refused, TxTimeout, Unreachable } from '@mirror/sdk'
import type { Fee, Included } from '@mirror/sdk/signing'
import { useCallback, useEffect, useState } from 'react'

import { refusalWords, t } from '../words'
import { WalletRefused } from './providers'
import { AccountChanged, useSession } from './session'

/** Where a transaction is. */
export type Course =
  | { readonly at: 'simulating' }
  | { readonly at: 'ready'; readonly fee: Fee; readonly since: number }
  | { readonly at: 'signing' }
  | { readonly at: 'waiting'; readonly hash: string }
  | { readonly at: 'included'; readonly included: Included }
  | { readonly at: 'stopped'; readonly why: string; readonly hash: string | undefined; readonly mayStillSucceed: boolean }

/** How long what a simulation showed is taken for the present. */
const SHOWN_MS = 20_000

/** A transaction from its simulation to its block. It is simulated before it can be signed, and again if that was long ago. */
export function useCourse(messages: readonly Execute[]) {
  const { signer } = useSession()
  const [course, setCourse] = useState<Course>({ at: 'simulating' })

  const simulate = useCallback(async () => {
    setCourse({ at: 'simulating' })
    try {
      const fee = await (await signer()).estimate(messages)
      setCourse({ at: 'ready', fee, since: Date.now() })
    } catch (error) {
      setCourse(stopped(error))
    }
  }, [signer, messages])

  useEffect(() => {
    void simulate()
  }, [simulate])

  const sign = useCallback(async () => {
    if (course.at !== 'ready') return
    if (Date.now() - course.since > SHOWN_MS) return simulate()
    setCourse({ at: 'signing' })
    try {
      const account = await signer()
      const included = await account.tx(messages, {
        fee: course.fee,
        onHash: (hash) => setCourse({ at: 'waiting', hash }),
      })
      setCourse({ at: 'included', included })
    } catch (error) {
      setCourse(stopped(error))
    }
  }, [course, messages, signer, simulate])

  return { course, sign, simulate }
}

/** Why it did not go on, in words, and whether it may all the same. */
export function stopped(error: unknown): Course {
  const stop = (why: string, hash?: string, mayStillSucceed = false): Course => ({ at: 'stopped', why, hash, mayStillSucceed })
  if (error instanceof Refused) return stop(refusalWords(error.kind, error.words), error.hash)
  if (error instanceof TxTimeout) return stop(t('tx.timeout'), error.hash, true)
  if (error instanceof WalletRefused) return stop(t('tx.rejected', { words: error.message }))
  if (error instanceof AccountChanged) return stop(t('tx.account-changed'))
  if (error instanceof Unreachable) return stop(t('state.unreachable'))
  if (error instanceof MirrorError) return stop(t('tx.chain-refused', { words: error.raw }))
  return stop(t('tx.fault', { words: error instanceof Error ? error.message : String(error) }))
}
