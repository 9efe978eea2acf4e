import type { Question, ScreenAnswer } from "../port.ts";
import { answerTo } from "./questions.ts";

/** Questions that wait for the screen; of more the newest are not answered, as of a program that does not listen. */
const WAITING = 64;
/** A screen that has not answered by then will not: what was asked since is answered without it. */
const PATIENCE_MS = 5_000;

interface Asked extends Question {
  answer: string | null;
  readonly at: number;
  readonly group: number;
}

interface ResponderOptions {
  /** The process group that has the terminal: an answer is for who asked, and not for the shell that comes after. */
  readonly group: () => number;
  /** Puts an answer into the program's input. */
  readonly write: (answer: string) => void;
  /** There is something that only the screen knows. */
  readonly onQuestion: () => void;
}

/**
 * Answers what a program asks of its terminal, once and in the order asked, whoever looks and whether anybody does. It
 * sees only what the program prints now: nothing that is drawn again later is answered.
 */
export class Responder {
  readonly #options: ResponderOptions;
  #asked: Asked[] = [];
  #timer: NodeJS.Timeout | null = null;

  constructor(options: ResponderOptions) {
    this.#options = options;
  }

  /** What waits for the screen, in the order of the output. */
  get questions(): readonly Question[] {
    return this.#asked.filter(({ answer }) => answer === null);
  }

  /** The program has printed this control sequence, given without its ESC, which ends at `offset`. */
  note(control: string, offset: number): void {
    const reply = answerTo(control);
    if (reply === null || this.#asked.length >= WAITING) return;
    const { answer, query } = { answer: null, query: "", ...reply };
    if (answer !== null && this.#asked.length === 0) return this.#options.write(answer);
    this.#asked.push({ offset, query, answer, at: performance.now(), group: this.#options.group() });
    this.#timer ??= setTimeout(() => this.#giveUp(), PATIENCE_MS).unref();
    if (answer === null) this.#options.onQuestion();
  }

  /** What the screen said. An answer to what was not asked, or is answered, is none. */
  answer(answers: readonly ScreenAnswer[]): void {
    for (const { offset, text } of answers) {
      const asked = this.#asked.find((entry) => entry.offset === offset);
      if (asked) asked.answer ??= text;
    }
    this.#flush();
  }

  stop(): void {
    this.#asked = [];
    if (this.#timer) clearTimeout(this.#timer);
  }

  #flush(): void {
    while (this.#asked[0] && this.#asked[0].answer !== null) {
      const { answer, group } = this.#asked[0];
      this.#asked.shift();
      if (answer !== "" && group === this.#options.group()) this.#options.write(answer);
    }
  }

  #giveUp(): void {
    this.#timer = null;
    const late = performance.now() - PATIENCE_MS / 2;
    for (const asked of this.#asked) if (asked.at < late) asked.answer ??= "";
    this.#flush();
    if (this.#asked.length > 0) this.#timer = setTimeout(() => this.#giveUp(), PATIENCE_MS).unref();
  }
}
