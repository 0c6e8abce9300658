import { auctionPreview, formatAmount, mintable, micro, minimumReceived, liquidationPrice, parsePercent, parseRate, percent, ratio, swapPreview } from '@mirror/sdk'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

import { figuresInForce } from '../src/pages/figures-in-force'
import { t } from '../src/words'
import en from '../src/words/en.json'

const folder = join(import.meta.dirname, '../../../docs/guide')
const pages = readdirSync(folder).filter((name) => name.endsWith('.md'))

function page(name: string): string {
  return readFileSync(join(folder, `${name}.md`), 'utf8').replaceAll(/\s+/g, ' ')
}

/** A text of the screen with anything in place of the names in braces; one that is nothing but names says nothing. */
function matches(text: string, label: string): boolean {
  if (!/[a-z]{2}/i.test(text.replaceAll(/\{\w+\}/g, ''))) return false
  const pattern = text.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{\w+\}/g, '.+')
  return new RegExp(`^${pattern}$`).test(label)
}

/** Words that are in bold for other reasons: pages that explain, not what is on the screen. */
const EXPLAINS = ['README.md', 'risks.md', 'questions.md', 'glossary.md']

describe('the user guide', () => {
  test.each(pages.filter((name) => !EXPLAINS.includes(name)))('%s quotes what is on the screen', (name) => {
    const text = readFileSync(join(folder, name), 'utf8')
    const labels = [...text.matchAll(/\*\*([^*]+)\*\*/g)].map(([, label = '']) => label.replaceAll(/\s+/g, ' '))
    const unknown = labels.filter((label) => !Object.values(en).some((one) => matches(one, label)))

    expect(unknown).toEqual([])
  })

  test('its figures have their lines in the page of contracts, in the same order and words', () => {
    const rows = [...readFileSync(join(folder, 'figures.md'), 'utf8').matchAll(/^\| (.+?) \| (.+?) \| `.+` \|$/gm)].map(([, label, value]) => [label, value])
    // profiles/standard.toml, as the contracts would answer.
    const vote = { voting_period: 604_800, threshold: '0.5' }
    const lines = figuresInForce({
      mint: { protocol_fee_rate: '0.015', collateral_delay: 2_592_000 },
      lock: { lockup_period: 1_209_600 },
      oracle: { halt_seconds: 21_600 },
      gov: {
        effective_delay: 86_400,
        expiration_period: 604_800,
        voter_weight: '0.5',
        default_poll_config: { ...vote, proposal_deposit: '1000000000', quorum: '0.18' },
        execute_poll_config: { proposal_deposit: '3000000000', voting_period: 864_000, quorum: '0.25', threshold: '0.667' },
        migration_poll_config: { ...vote, proposal_deposit: '2000000000', quorum: '0.4' },
      },
    })

    expect(rows).toHaveLength(17)
    expect(lines.flat().map(({ label, value }) => [t(label), value])).toEqual(rows)
  })

  test('its trade is what the pool would pay', () => {
    const pool = { offer: micro(500_000_000_000n), ask: micro(3_333_333_333n) }
    const paid = micro(1_000_000_000n)
    const { returned } = swapPreview(pool, paid)
    const least = minimumReceived(paid, ratio(paid, returned), parsePercent('1'))

    expect(page('trade')).toContain(`1,000 USD buy ${formatAmount(returned)} mAAPL`)
    expect(page('trade')).toContain(`at least ${formatAmount(least)}`)
  })

  test('its position is what mint would mint', () => {
    const prices = { collateral: parseRate('1'), asset: parseRate('150') }
    const collateral = micro(1_500_000_000n)
    const debt = mintable(collateral, prices, parsePercent('200'))
    const sale = liquidationPrice({ collateral, debt }, prices.collateral, { minRatio: parseRate('1.5'), multiplier: parseRate('1') })

    expect(sale).toBe(parseRate('200'))
    expect(page('borrow')).toContain(`mints ${formatAmount(debt)} mAAPL`)
    expect(page('borrow')).toContain(`rise by ${percent(ratio(sale ?? 0n, prices.asset) - 10n ** 18n)} %`)
  })

  test('its auction is what mint would sell', () => {
    const sold = auctionPreview(
      {
        holdings: { collateral: micro(2_000_000_000n), debt: micro(10_000_000n) },
        prices: { collateral: parseRate('1'), asset: parseRate('140') },
        terms: { minRatio: parseRate('1.5'), multiplier: parseRate('1') },
        discount: parseRate('0.2'),
        feeRate: parseRate('0.015'),
      },
      micro(10_000_000n),
    )

    expect(page('auctions')).toContain(`buys ${formatAmount(sold.received + sold.fee)} USD, less a fee of ${formatAmount(sold.fee)} USD`)
    expect(page('auctions')).toContain(`you get ${formatAmount(sold.received)} USD. The owner keeps ${formatAmount(sold.toOwner)} USD`)
  })
})
