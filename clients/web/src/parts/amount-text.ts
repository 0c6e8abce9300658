/**
 * What was typed or pasted, as an amount is written. A comma is a point on many phones' keyboards; but what was copied from
 * a page like this one has commas between thousands, `1,500.25`, and must not become a thousandth of it. Whoever types
 * `1,5` key by key is not concerned: the comma is a point before the next key.
 */
export function amountText(text: string): string {
  const plain = text.trim()
  return /^\d{1,3}(,\d{3})+(\.\d*)?$/.test(plain) ? plain.replaceAll(',', '') : plain.replace(',', '.')
}
