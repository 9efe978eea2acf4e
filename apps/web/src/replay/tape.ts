import { LIMITS, type RecordedPlace, type ReplayItem, type ReplayPage } from "@pilothouse/contracts";

/** Output that is fetched ahead of what is shown: below the one more is asked for, in pages of the other. */
const AHEAD_BYTES = 128 * 1024;
const PAGE_BYTES = 128 * 1024;
/** A page that was not full had all there was: so long nothing is asked for ahead of play. */
const PAUSE_MS = 1_000;

type FetchPage = (page: { readonly from: RecordedPlace; readonly limit: number }) => Promise<ReplayPage>;

/** What comes next in a recording, fetched in pieces ahead of play and never all of it. */
export class Tape {
  readonly #fetch: FetchPage;
  readonly #now: () => number;
  #place: RecordedPlace;
  #items: ReplayItem[] = [];
  #taken = 0;
  #bytes = 0;
  #over = false;
  #notBefore = 0;
  #fetching: Promise<void> | null = null;

  /** `now`: a clock that is never set back, in milliseconds. */
  constructor(from: RecordedPlace, fetch: FetchPage, now = () => performance.now()) {
    this.#place = from;
    this.#fetch = fetch;
    this.#now = now;
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
    if (this.#over || (this.next && !this.#isLow)) return;
    this.#fetching ??= this.#fetchPage().finally(() => (this.#fetching = null));
    // Whoever needs the page is told that it did not come; ahead of play it is asked for again.
    await (this.next ? this.#fetching.catch(() => undefined) : this.#fetching);
  }

  get #isLow(): boolean {
    return this.#bytes < AHEAD_BYTES && this.#now() >= this.#notBefore;
  }

  async #fetchPage(): Promise<void> {
    let isFull = false;
    try {
      isFull = await this.#addPage();
    } finally {
      this.#notBefore = isFull ? 0 : this.#now() + PAUSE_MS;
    }
  }

  /** Whether the page was full: there is more behind it. */
  async #addPage(): Promise<boolean> {
    const { items, over } = await this.#fetch({ from: this.#place, limit: PAGE_BYTES });
    const bytes = items.reduce((sum, item) => sum + sizeOf(item), 0);
    this.#items = [...this.#items.slice(this.#taken), ...items];
    this.#taken = 0;
    this.#bytes += bytes;
    this.#place = items.at(-1)?.next ?? this.#place;
    this.#over = over;
    return bytes >= PAGE_BYTES || items.length >= LIMITS.replayItems;
  }
}

const sizeOf = (item: ReplayItem) => (item.type === "output" ? item.bytes.length : 0);
