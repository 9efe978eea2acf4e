import type { RecordedPlace, ReplayItem, ReplayPage } from "@pilothouse/contracts";

/** Output that is fetched ahead of what is shown: below the one more is asked for, in pages of the other. */
const AHEAD_BYTES = 128 * 1024;
const PAGE_BYTES = 128 * 1024;

type FetchPage = (page: { readonly from: RecordedPlace; readonly limit: number }) => Promise<ReplayPage>;

/** What comes next in a recording, fetched in pieces ahead of play and never all of it. */
export class Tape {
  readonly #fetch: FetchPage;
  #place: RecordedPlace;
  #items: ReplayItem[] = [];
  #taken = 0;
  #bytes = 0;
  #over = false;
  #fetching: Promise<void> | null = null;

  constructor(from: RecordedPlace, fetch: FetchPage) {
    this.#place = from;
    this.#fetch = fetch;
  }

  /** The next item; `undefined` when there is none, or none yet. */
  get next(): ReplayItem | undefined {
    return this.#items[this.#taken];
  }

  /** The recording has ended with what is here. */
  get over(): boolean {
    return this.#over;
  }

  /** Resolves when there is a next item, or when there is nothing more for now. */
  async ready(): Promise<void> {
    if (this.next) return void this.#fetchAhead();
    await this.#fetchAhead();
  }

  take(): void {
    const item = this.next;
    if (!item) return;
    this.#taken += 1;
    this.#bytes -= sizeOf(item);
  }

  async #fetchAhead(): Promise<void> {
    if (this.#over || (this.next && this.#bytes >= AHEAD_BYTES)) return;
    this.#fetching ??= this.#fetchPage().finally(() => (this.#fetching = null));
    // Whoever needs the page is told that it did not come; ahead of play it is asked for again.
    await (this.next ? this.#fetching.catch(() => undefined) : this.#fetching);
  }

  async #fetchPage(): Promise<void> {
    const { items, over } = await this.#fetch({ from: this.#place, limit: PAGE_BYTES });
    this.#items = [...this.#items.slice(this.#taken), ...items];
    this.#taken = 0;
    this.#bytes += items.reduce((sum, item) => sum + sizeOf(item), 0);
    this.#place = items.at(-1)?.next ?? this.#place;
    this.#over = over;
  }
}

const sizeOf = (item: ReplayItem) => (item.type === "output" ? item.bytes.length : 0);
