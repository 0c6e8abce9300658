/** How messages look on the wire. Only this folder and `gen` know JSON spelling. */

export { type Ask, type Args } from './args.js'
export { type Coin, type Execute, execute } from './execute.js'
export { type Message, type Transfer, transfer } from './transfer.js'
export { hookBytes, pay, type Payment } from './hook.js'
