import { LIMITS } from "@pilothouse/contracts";
import { prefer, preferences } from "../../preferences/preferences.ts";
import { formatBytes } from "../bytes.ts";
import { copyText } from "../clipboard.ts";
import type { ClipboardWrite } from "./clipboard-writes.ts";

export type ClipboardAnswer = "once" | "always" | "no";

interface GateDeps {
  /** Whether what is printed now is new and this view is the one that acts on it. */
  acting(): boolean;
  /** Asks the person about a text; `null`: there is nothing to ask any more. */
  ask(text: string | null): void;
  notice(words: string): void;
}

const TOO_LARGE = `The program tried to copy more than ${formatBytes(LIMITS.clipboardBytes)}. That was refused.`;

/** Lets a terminal's programs write the clipboard when the person who looks allows it. */
export class ClipboardGate {
  readonly #id: string;
  readonly #deps: GateDeps;
  #asked: string | null = null;

  constructor(id: string, deps: GateDeps) {
    this.#id = id;
    this.#deps = deps;
  }

  /** A program asks. What only repeats what was printed before must not write again. */
  receive(write: ClipboardWrite): void {
    if (!this.#deps.acting()) return;
    if (write.type === "write") {
      if (this.#isAllowed()) void copyText(write.text);
      else this.#ask(write.text);
    } else if (write.why === "too-large") this.#deps.notice(TOO_LARGE);
  }

  answer(answer: ClipboardAnswer): void {
    const text = this.#asked;
    this.#ask(null);
    if (answer === "always") this.#allow();
    if (answer !== "no" && text !== null) void copyText(text);
  }

  #ask(text: string | null): void {
    this.#asked = text;
    this.#deps.ask(text);
  }

  #isAllowed(): boolean {
    const { clipboardAlways, clipboardTerminals } = preferences.get();
    return clipboardAlways || clipboardTerminals.includes(this.#id);
  }

  /** The terminal that was allowed first is forgotten when there are too many. */
  #allow(): void {
    const others = preferences.get().clipboardTerminals.filter((other) => other !== this.#id);
    prefer({ clipboardTerminals: [...others, this.#id].slice(-LIMITS.clipboardTerminals) });
  }
}
