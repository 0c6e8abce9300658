const PLACE = 'mirror.risks'

/** Whether the notice of risks was read in this browser. */
export function risksAreAccepted(): boolean {
  return localStorage.getItem(PLACE) === 'read'
}

/** It was. */
export function acceptRisks(): void {
  localStorage.setItem(PLACE, 'read')
}
