/** Asks the nodes of a chain: the protocol, its contracts, their lists, the chain itself. */

export { Mirror, type ConnectArgs } from './mirror.js'
export { type Contract } from './contracts.js'
export { type Fee, feeOf, feeWithMargin } from './fee.js'
export { allOf, PAGE, type PageOf, pages } from './paging.js'
export { type Block, Reader, type Status } from './reader.js'
export { type Fetch } from './transport.js'
