import type { PilothouseError } from "../error.ts";

interface Reader<T> {
  resolve(result: IteratorResult<T, undefined>): void;
  reject(error: PilothouseError): void;
}

/** Items from a stream to whoever loops over it. The reader's acknowledgements hold the stream back, not this. */
export class EventQueue<T> {
  #items: T[] = [];
  #readers: Reader<T>[] = [];
  #end: { readonly error: PilothouseError | null } | null = null;

  put(item: T): void {
    if (this.#end) return;
    const reader = this.#readers.shift();
    if (reader) reader.resolve({ value: item, done: false });
    else this.#items.push(item);
  }

  /** What is queued can still be read; then the error comes once, and the end after it. */
  end(error: PilothouseError | null): void {
    if (this.#end) return;
    this.#end = { error };
    const readers = this.#readers;
    this.#readers = [];
    for (const reader of readers) this.#finish(reader);
  }

  /** Forgets what is queued, but for these. */
  keep(which: (item: T) => boolean): void {
    this.#items = this.#items.filter(which);
  }

  next(): Promise<IteratorResult<T, undefined>> {
    const [item] = this.#items;
    if (item !== undefined) {
      this.#items.shift();
      return Promise.resolve({ value: item, done: false });
    }
    return new Promise((resolve, reject) => {
      if (this.#end) this.#finish({ resolve, reject });
      else this.#readers.push({ resolve, reject });
    });
  }

  #finish(reader: Reader<T>): void {
    const error = this.#end?.error;
    if (!error) return reader.resolve({ value: undefined, done: true });
    this.#end = { error: null };
    reader.reject(error);
  }
}
