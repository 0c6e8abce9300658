import type { BrowserContext, Page } from 'playwright-core'

/** Notes whatever a page should not do: ask anybody else, or write an error to the console. */
export class Guard {
  readonly #origins: ReadonlySet<string>
  readonly #found: string[] = []
  readonly #asked: string[] = []
  #trouble: readonly RegExp[] = []

  constructor(origins: readonly string[]) {
    this.#origins = new Set(origins)
  }

  /** Watches every page of a browser. */
  watch(context: BrowserContext): void {
    context.on('page', (page) => this.#watchPage(page))
  }

  #watchPage(page: Page): void {
    page.on('request', (request) => {
      this.#ask(request.url())
      this.#asked.push(/"method":"(\w+)"/.exec(request.postData() ?? '')?.[1] ?? request.url())
    })
    page.on('websocket', (socket) => this.#ask(socket.url().replace(/^ws/, 'http')))
    page.on('pageerror', (error) => this.#note(`an error that nobody caught: ${error.message}`))
    page.on('console', (message) => {
      // Answers with a bad status are noted below, with their addresses.
      if (message.type() === 'error' && !message.text().includes('responded with a status of')) this.#note(`on the console: ${message.text()}`)
    })
    page.on('response', (response) => {
      if (response.status() >= 400) this.#note(`Failed to load resource: ${response.status()} ${response.url()}`)
    })
  }

  /** What was asked by requests since the last time that this was called: methods of the node, and addresses. */
  takeAsked(): string[] {
    return this.#asked.splice(0)
  }

  /** While a test breaks something, the browser itself writes that it could not be loaded. */
  expect(...trouble: readonly RegExp[]): void {
    this.#trouble = [...this.#trouble, ...trouble]
  }

  /** Fails with all that was noted. */
  check(): void {
    if (this.#found.length > 0) throw new Error(`the page did what it must not:\n${this.#found.join('\n')}`)
  }

  /** What went wrong, with what was noted before it. */
  explain(error: unknown): Error {
    const found = this.#found.length === 0 ? '' : `\nBefore that the page did what it must not:\n${this.#found.join('\n')}`
    return new Error(`${error instanceof Error ? error.message : String(error)}${found}`, { cause: error })
  }

  #ask(url: string): void {
    const { origin, protocol } = new URL(url)
    if (protocol === 'data:' || protocol === 'blob:' || this.#origins.has(origin)) return
    this.#note(`a request to ${url}`)
  }

  #note(what: string): void {
    if (!this.#trouble.some((pattern) => pattern.test(what))) this.#found.push(what)
  }
}
