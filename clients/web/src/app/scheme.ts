/** Light, dark, or as the system has it. */
export type Scheme = 'system' | 'light' | 'dark'

const PLACE = 'mirror.scheme'

/** What was chosen on an earlier visit. */
export function savedScheme(): Scheme {
  const saved = localStorage.getItem(PLACE)
  return saved === 'light' || saved === 'dark' ? saved : 'system'
}

/** Show it, and remember it. */
export function applyScheme(scheme: Scheme): void {
  if (scheme === 'system') {
    delete document.documentElement.dataset['scheme']
    localStorage.removeItem(PLACE)
  } else {
    document.documentElement.dataset['scheme'] = scheme
    localStorage.setItem(PLACE, scheme)
  }
}
