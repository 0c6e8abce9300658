import { MirrorError, NodeRefused, Refused, RejectedByUser, TxTimeout, Unreachable } from '@mirror/sdk'
import { describe, expect, it } from 'vitest'

import { REFUSALS } from './refusals'
import { stopped } from '../src/wallet/course'
import { Closed, WalletGone, WalletRefused } from '../src/wallet/providers'
import { AccountChanged } from '../src/wallet/session'

const HASH = 'AB'.repeat(32)
const refusal = { contract: 'mirror-mint', kind: 'price_too_old', words: 'Price is too old', advice: 'Wait for a fresh price.', fields: {}, whole: 'Price is too old: execute wasm contract failed' } as const

describe('why a transaction did not go on', () => {
  it('is told in the app\'s words, without the chain\'s wrapping', () => {
    expect(stopped(new Refused(refusal))).toEqual({
      at: 'stopped',
      why: 'The last price is too old: the market is closed or its feeder is late. Wait until it is posted again.',
      hash: undefined,
      mayStillSucceed: false,
    })
  })

  it('is told in the contract\'s words with its advice, where the app has none', () => {
    const rare = { ...refusal, kind: 'claim_end_overflow', words: 'it does not fit', advice: 'Choose a shorter period.' } as const
    expect(stopped(new Refused(rare))).toMatchObject({ why: 'The contract refused it: it does not fit. Choose a shorter period.' })
  })

  it('names the transaction where the refusal is in a block and its fee was paid', () => {
    expect(stopped(new Refused(refusal, HASH))).toMatchObject({ hash: HASH, mayStillSucceed: false })
  })

  it('after a timeout may still succeed, and says so with its hash', () => {
    expect(stopped(new TxTimeout(HASH, 60))).toEqual({
      at: 'stopped',
      why: 'It is in no block yet. It may still succeed: do not send it again before you have looked.',
      hash: HASH,
      mayStillSucceed: true,
    })
  })

  it('says so where the wallet is not there any more', () => {
    expect(stopped(new WalletGone('keplr'))).toMatchObject({ why: 'The wallet is not there any more: nobody is connected, and nothing was signed. Connect it again.', mayStillSucceed: false })
  })

  it('is the wallet\'s own word where the wallet said no, before or at the signature', () => {
    const says = { why: 'Your wallet did not sign: Request rejected. Nothing was sent.', hash: undefined, mayStillSucceed: false }
    expect(stopped(new RejectedByUser(new Error('Request rejected')))).toMatchObject(says)
    expect(stopped(new WalletRefused('Request rejected'))).toMatchObject(says)
  })

  it('is another account, where the wallet has one', () => {
    for (const error of [new AccountChanged(), new RejectedByUser(new Closed())]) {
      expect(stopped(error)).toMatchObject({ hash: undefined, mayStillSucceed: false })
    }
    expect(stopped(new AccountChanged())).toMatchObject({ why: expect.stringContaining('another account') })
  })

  it('is the node, where none answered', () => {
    expect(stopped(new Unreachable('http://one.test', 'timed out'))).toMatchObject({ why: expect.stringContaining('The node does not answer'), mayStillSucceed: false })
  })

  it('is the chain\'s words for fees and places, and never an empty text', () => {
    const low = new NodeRefused({ code: 5, codespace: 'sdk', words: 'insufficient funds' })
    expect(stopped(low)).toMatchObject({ why: 'The chain refused it: insufficient funds' })
    for (const error of [new MirrorError('x', { kind: 'y', raw: 'z' }), new Error('w'), 'v', undefined]) {
      const { why } = stopped(error) as { why: string }
      expect(why.length).toBeGreaterThan(10)
    }
  })

  it('has words for every refusal of every contract', () => {
    for (const { contract, kind, text, advice = '' } of REFUSALS) {
      const { why } = stopped(new Refused({ ...refusal, contract, kind, words: text, advice } as ConstructorParameters<typeof Refused>[0])) as { why: string }
      expect(why, `${contract}: ${kind}`).toMatch(/\S{3,} \S+/)
    }
  })
})
