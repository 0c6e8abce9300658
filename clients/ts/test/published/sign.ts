import { Mirror } from '@mirror/sdk'
import { type OfflineSigner, Signer } from '@mirror/sdk/signing'

export async function send(mirror: Mirror, wallet: OfflineSigner): Promise<string> {
  const signer = await Signer.connect(mirror, wallet)
  const { hash } = await signer.tx([mirror.staking.msg.withdraw()])
  return hash
}
