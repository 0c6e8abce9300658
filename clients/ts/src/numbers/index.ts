/** Amounts and rates as exact integers. No floating point anywhere; roundings are in the names. */

export { AmountUnreadable, micro, type Micro, parseAmount, parseMicro, TooManyDecimals } from './micro.js'
export { ONE, parsePercent, parseRate, type Rate, rate, RateUnreadable, ratio, ratioCeil } from './rate.js'
export { divCeil, divFloor, isqrtFloor, mulCeil, mulDivCeil, mulDivFloor, mulFloor, subFloor } from './arithmetic.js'
export { formatAmount, formatRate, percent } from './format.js'
