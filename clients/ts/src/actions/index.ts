/** What needs more than one question: one file a subject, each answer of one moment. */

export * from './assets.js'
export * from './collaterals.js'
export * from './pay.js'
export * from './polls.js'
export * from './positions.js'
