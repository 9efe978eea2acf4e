import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";
import { text } from "node:stream/consumers";
import { CommandFailure, EXIT } from "../failure.ts";

/** Asks on the terminal. Standard output stays free for results. */
export async function ask(question: string, { hidden = false } = {}): Promise<string> {
  if (!process.stdin.isTTY) throw new CommandFailure(`there is no terminal to ask on: ${question.trim()}`, EXIT.usage);
  const unseen = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: hidden ? unseen : process.stderr, terminal: true });
  if (hidden) process.stderr.write(question);
  const gone = new AbortController();
  lines.once("SIGINT", () => gone.abort());
  lines.once("close", () => gone.abort());
  try {
    return await lines.question(hidden ? "" : question, { signal: gone.signal });
  } catch {
    // Ctrl-C or the end of input: nothing was answered.
    throw new CommandFailure("", EXIT.interrupted);
  } finally {
    lines.close();
    if (hidden || gone.signal.aborted) process.stderr.write("\n");
  }
}

/** All of standard input, without the newline at its end. */
export async function readStandardInput(): Promise<string> {
  return (await text(process.stdin)).replace(/\r?\n$/, "");
}
