import { MirrorError, Refused, RejectedByUser, TxTimeout, Unreachable } from '@mirror/sdk'
import type { Fee, Included } from '@mirror/sdk/signing'
import { useCallback, useEffect, useRef, useState } from 'react'

import { refusalWords, t } from '../words'
import { Closed, WalletGone, WalletRefused } from './providers'
import { AccountChanged, useSession } from './session'
import type { Asked } from './request'
import { inTurn } from './turns'

/** Where a transaction is. */
export type Course =
  | { readonly at: 'simulating' }
  | { readonly at: 'ready'; readonly fee: Fee; readonly since: number }
  | { readonly at: 'queued'; readonly fee: Fee }
  | { readonly at: 'signing'; readonly fee: Fee }
  | { readonly at: 'waiting'; readonly fee: Fee; readonly hash: string }
  | { readonly at: 'included'; readonly included: Included; readonly fee: Fee }
  | { readonly at: 'stopped'; readonly why: string; readonly hash: string | undefined; readonly mayStillSucceed: boolean }

/** How long what a simulation showed is taken for the present. */
const SHOWN_MS = 20_000

/** A transaction from its simulation to its block. It is simulated before it can be signed, and again if that was long ago. */
export function useCourse({ messages, address }: Pick<Asked, 'messages' | 'address'>) {
  const { signer } = useSession()
  const [course, setCourse] = useState<Course>({ at: 'simulating' })
  const isOpen = useRef(true)
  // An account that changes must not begin anything anew: the check of the address stops it where it is.
  const latest = useRef(signer)
  useEffect(() => {
    latest.current = signer
  }, [signer])

  const account = useCallback(() => {
    if (address === undefined) throw new AccountChanged()
    return latest.current({ address, isWanted: () => isOpen.current })
  }, [address])

  const simulate = useCallback(async () => {
    setCourse({ at: 'simulating' })
    try {
      const fee = await (await account()).estimate(messages)
      setCourse({ at: 'ready', fee, since: Date.now() })
    } catch (error) {
      setCourse(stopped(error))
    }
  }, [account, messages])

  useEffect(() => {
    isOpen.current = true
    void simulate()
    return () => {
      isOpen.current = false
    }
  }, [simulate])

  const sign = useCallback(async () => {
    if (course.at !== 'ready' || address === undefined) return
    const { fee, since } = course
    const isOld = () => Date.now() - since > SHOWN_MS
    if (isOld()) return simulate()
    setCourse({ at: 'queued', fee })
    try {
      const included = await inTurn(address, async () => {
        // What another tab sent meanwhile may have changed what was shown.
        if (isOld()) return undefined
        if (!isOpen.current) throw new Closed()
        setCourse({ at: 'signing', fee })
        return (await account()).tx(messages, { fee, onHash: (hash) => setCourse({ at: 'waiting', fee, hash }) })
      })
      if (included === undefined) return simulate()
      setCourse({ at: 'included', included, fee })
    } catch (error) {
      setCourse(stopped(error))
    }
  }, [course, messages, address, account, simulate])

  return { course, sign, simulate }
}

/** Why it did not go on, in words, and whether it may all the same. */
export function stopped(error: unknown): Course {
  const stop = (why: string, hash?: string, mayStillSucceed = false): Course => ({ at: 'stopped', why, hash, mayStillSucceed })
  if (error instanceof Refused) return stop(refusalWords(error), error.hash)
  if (error instanceof TxTimeout) return stop(t('tx.timeout'), error.hash, true)
  if (error instanceof AccountChanged || error instanceof Closed) return stop(t('tx.account-changed'))
  if (error instanceof WalletGone) return stop(t('tx.wallet-gone'))
  if (error instanceof WalletRefused) return stop(t('tx.rejected', { words: error.message }))
  if (error instanceof RejectedByUser) return stop(t('tx.rejected', { words: error.raw }))
  if (error instanceof Unreachable) return stop(t('state.unreachable'))
  if (error instanceof MirrorError) return stop(t('tx.chain-refused', { words: error.raw }))
  return stop(t('tx.fault', { words: error instanceof Error ? error.message : String(error) }))
}
