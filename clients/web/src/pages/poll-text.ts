/** Characters that are not seen, or that turn the order of what is around them: they can make a text read as another. */
const HIDDEN = /(?![\ufe0e\ufe0f])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu
/** Marks that are drawn over a letter; a pile of them covers the lines around it. */
const PILE = /(\p{M}{3})\p{M}+/gu

/** A text that anybody may have written, with what is hidden in it made visible: `a⟨U+202E⟩b`. */
export function visible(text: string): string {
  return text.replace(PILE, '$1…').replace(HIDDEN, (sign) => `⟨U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`)
}

/** The same of several lines: where a line ends is seen. */
export function visibleLines(text: string): string {
  return text.split(/\r?\n/).map(visible).join('\n')
}
