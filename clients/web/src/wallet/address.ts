const LETTERS = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'
const GENERATOR = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3]

/**
 * Whether it is an address of this prefix, by its checksum (BIP-173): a mistyped letter is found before anything is
 * signed. Here and not from CosmJS, since reading must not load what signs.
 */
export function isAddress(text: string, prefix: string): boolean {
  if (!text.startsWith(`${prefix}1`) || text.length > 90) return false
  const values = Array.from(text.slice(prefix.length + 1), (letter) => LETTERS.indexOf(letter))
  if (values.length < 6 || values.includes(-1)) return false
  const letters = Array.from(prefix, (letter) => letter.charCodeAt(0))
  return checksum([...letters.map((code) => code >> 5), 0, ...letters.map((code) => code & 31), ...values]) === 1
}

function checksum(values: readonly number[]): number {
  let sum = 1
  for (const value of values) {
    const top = sum >> 25
    sum = ((sum & 0x1ffffff) << 5) ^ value
    for (const [bit, part] of GENERATOR.entries()) if ((top >> bit) & 1) sum ^= part
  }
  return sum
}
