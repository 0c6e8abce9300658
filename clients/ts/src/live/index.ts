/** News of each block. */

export { live, type LiveOptions, type Unsubscribe } from './live.js'
export { type OpenSocket, type Socket } from './socket.js'
