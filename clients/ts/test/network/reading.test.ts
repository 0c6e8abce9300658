import { expect, test } from 'vitest'

import { assets, live, NodeRefused, parseEvents, Refused } from '../../src/index.js'
import { readEvents } from '../../src/events/raw.js'
import { at } from '../../src/client/answer.js'
import { connect } from './network.js'

const mirror = await connect()

test('every contract answers', async () => {
  const [listed] = mirror.deployment.assets
  if (listed === undefined) throw new Error('the deployment lists nothing')
  const answers = await mirror.batch((its) => [
    its.factory.query.config(),
    its.gov.query.state(),
    its.mint.query.assetConfig({ asset_token: listed.token }),
    its.staking.query.poolInfo({ asset_token: listed.token }),
    its.oracle.query.config(),
    its.collateralOracle.query.collateralAssetInfos(),
    its.collector.query.config(),
    its.community.query.spendInfo(),
    its.lock.query.config(),
    its.shortReward.query.shortRewardWeight({ premium_rate: '0.01' }),
    its.adminManager.query.config(),
    its.limitOrder.query.lastOrderId(),
    its.airdrop.query.latestStage(),
    its.uniAirdrop.query.config(),
    its.swapFactory.query.config(),
    its.router.query.config(),
    its.pair(listed.pair).query.pool(),
    its.token(listed.token).query.tokenInfo(),
  ])

  expect(answers).toHaveLength(18)
  expect(answers.at(-1)).toMatchObject({ symbol: listed.symbol, decimals: 6 })
})

test('a refusal is found in what a node says, and a height that is not there is the node\'s own', async () => {
  const refused = await mirror.mint.query.position({ position_idx: '99999999' }).catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(Refused)
  expect(refused).toMatchObject({ contract: 'mirror-mint', kind: 'position_not_found', fields: { idx: '99999999' } })

  await expect(mirror.at(99_999_999).gov.query.state()).rejects.toBeInstanceOf(NodeRefused)
})

test('every event of the protocol\'s contracts is known, from its first block', async () => {
  const traded = (await assets(mirror)).map(({ token, market }) => ({ ...market, token }))
  const unknown: unknown[] = []
  let known = 0
  for (let page = 1, isLast = false; !isLast; page += 1) {
    const found = at(await mirror.reader.call('tx_search', { query: 'tx.height>0', page: String(page), per_page: '100', order_by: 'asc' }), 'txs')
    if (!Array.isArray(found)) throw new Error('the node searches in another way')
    for (const one of found) {
      const events = parseEvents(readEvents(at(at(one, 'tx_result'), 'events')), mirror.deployment, traded)
      known += events.filter(({ action }) => action !== 'other').length
      unknown.push(...events.filter(({ contract, action }) => contract !== undefined && action === 'other'))
    }
    isLast = found.length < 100 || page === 20
  }

  expect(unknown).toEqual([])
  expect(known).toBeGreaterThan(50)
})

test('blocks are told of, each once and upwards', async () => {
  const heights: number[] = []
  await new Promise<void>((done, fail) => {
    const end = live(
      mirror,
      ({ height }) => {
        if (heights.push(height) < 3) return
        end()
        done()
      },
      { onTrouble: fail },
    )
  })

  expect(heights).toEqual([...new Set(heights)].toSorted((a, b) => a - b))
})
