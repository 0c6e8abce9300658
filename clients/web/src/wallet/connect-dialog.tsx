import { useState } from 'react'

import { useMirror } from '../data/mirror'
import { Button, Dialog, Notice, TextField } from '../parts'
import { testIds } from '../testids'
import { t } from '../words'
import { provider, WALLET_SITES, type WalletName, WALLETS } from './providers'
import { isAddress } from './address'
import { useSession } from './session'

/** Connect a wallet, or look at any address without one. */
export function ConnectDialog({ onClose }: { onClose: () => void }) {
  const { connect, view } = useSession()
  const { deployment } = useMirror()
  const [problem, setProblem] = useState<string>()
  const [address, setAddress] = useState('')
  const isWrong = address !== '' && !isAddress(address, deployment.bech32_prefix)

  const join = async (name: WalletName) => {
    setProblem(undefined)
    try {
      await connect(name)
      onClose()
    } catch (error) {
      setProblem(t('wallet.refused', { words: error instanceof Error ? error.message : String(error) }))
    }
  }

  return (
    <Dialog title={t('wallet.connect')} onClose={onClose} testId={testIds.connectDialog}>
      <div className="stack-small">
        {WALLETS.map((name) =>
          provider(name) === undefined ? (
            <a key={name} className="button is-wide is-quiet" href={WALLET_SITES[name]} target="_blank" rel="noreferrer noopener" data-testid={`${testIds.wallet}-${name}`}>
              {t('wallet.missing', { wallet: t(`wallet.${name}`) })}
            </a>
          ) : (
            <Button key={name} size="wide" testId={`${testIds.wallet}-${name}`} onClick={() => void join(name)}>
              {t(`wallet.${name}`)}
            </Button>
          ),
        )}
      </div>
      {problem && <Notice kind="bad">{problem}</Notice>}
      <form
        className="stack-small"
        onSubmit={(event) => {
          event.preventDefault()
          if (address === '' || isWrong) return
          view(address)
          onClose()
        }}
      >
        <TextField
          label={t('wallet.view')}
          hint={t('wallet.view-hint')}
          problem={isWrong ? t('address.wrong', { prefix: deployment.bech32_prefix }) : undefined}
          value={address}
          onChange={(typed) => setAddress(typed.trim())}
          testId={testIds.viewAddress}
        />
        <Button type="submit" size="wide" testId={testIds.viewGo} disabledBecause={address === '' || isWrong ? t('wallet.view-first') : undefined}>
          {t('wallet.view-go')}
        </Button>
      </form>
    </Dialog>
  )
}
