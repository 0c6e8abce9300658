/** What a message would come to, to the unit: the contracts' own order of operations and rounding. */

export * from './allowed.js'
export * from './apr.js'
export * from './auction.js'
export * from './debt.js'
export * from './poll-actions.js'
export * from './pool.js'
export * from './position.js'
