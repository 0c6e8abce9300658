// What a newcomer's project has: compiled and run against the published package, not the sources.
import { type Deployment, type Execute, formatAmount, Mirror, parseEvents, parseMicro, Refused } from '@mirror/sdk'

export async function debtOf(deployment: Deployment, idx: string, fetch: typeof globalThis.fetch): Promise<string> {
  const mirror = await Mirror.connect({ deployment, fetch })
  try {
    const { asset, is_short } = await mirror.mint.query.position({ position_idx: idx })
    const isShort: boolean = is_short
    return `${formatAmount(parseMicro(asset.amount), 6)} ${isShort ? 'short' : 'long'}`
  } catch (error) {
    if (error instanceof Refused && error.kind === 'position_not_found') return `none: ${error.advice}`
    throw error
  }
}

export function claim(mirror: Mirror): Execute {
  // @ts-expect-error a message has no fields that the contract does not know
  mirror.staking.msg.withdraw({ assettoken: 'wasm1x' })
  // @ts-expect-error an amount is a text, since it has more digits than a number holds
  mirror.mint.query.position({ position_idx: 7 })
  return mirror.staking.msg.withdraw({ asset_token: 'wasm1x' })
}

export function owners(mirror: Mirror, events: Parameters<typeof parseEvents>[0]): string[] {
  return parseEvents(events, mirror.deployment).flatMap((event) =>
    event.contract === 'mirror-mint' && event.action === 'auction' ? [event.fields.owner] : [],
  )
}
