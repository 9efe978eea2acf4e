import type { ConversationChange, IndexChange } from "./messages.ts";

/** Changes within this time are told of together, in milliseconds. */
const TOGETHER_MS = 50;

/** Collects what has changed, so that a burst of lines becomes one message. */
export class Outbox {
  readonly #send: (change: IndexChange) => void;
  readonly #conversations = new Map<string, ConversationChange>();
  readonly #projects = new Map<string, { id: string; owner: string }>();
  #timer: NodeJS.Timeout | null = null;

  constructor(send: (change: IndexChange) => void) {
    this.#send = send;
  }

  put({ conversations, projects }: IndexChange): void {
    for (const change of conversations) {
      const bytes = change.bytes + (this.#conversations.get(change.id)?.bytes ?? 0);
      this.#conversations.set(change.id, { ...change, bytes });
    }
    for (const project of projects) this.#projects.set(project.id, project);
    if (this.#conversations.size + this.#projects.size > 0) this.#timer ??= setTimeout(() => this.flush(), TOGETHER_MS);
  }

  flush(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#conversations.size + this.#projects.size === 0) return;
    this.#send({ conversations: [...this.#conversations.values()], projects: [...this.#projects.values()] });
    this.#conversations.clear();
    this.#projects.clear();
  }
}
