import { setPriority } from "node:os";
import { parentPort } from "node:worker_threads";
import { messageOf } from "@pilothouse/platform";
import type { ScreenAnswer } from "../port.ts";
import type { Size } from "./open-terminal.ts";
import { Screen } from "./screen.ts";
import { type FeedItem, type FromWorker, type Outcome, type ScreenRequest, type ToWorker } from "./worker-messages.ts";

/** What terminals do is more urgent than what they look like. */
const NICENESS = 10;

const screens = new Map<number, Screen>();

function screenOf(request: ScreenRequest): Screen {
  const screen = screens.get(request.screen);
  if (!screen) throw new Error("there is no such screen");
  return screen;
}

interface Opened {
  readonly size: Size;
  readonly drawn: string;
  readonly scrollback?: number | undefined;
}

function open(number: number, { size, drawn, scrollback }: Opened): void {
  const screen = new Screen(size, scrollback);
  screens.set(number, screen);
  screen.restore(drawn);
}

/** Grows to the largest piece of output there was: memory that is used again costs less than new. */
let scratch = new Uint8Array();

/** All of `views` one behind the other, until the next call. */
function inOnePlace(views: readonly Uint8Array[]): Uint8Array {
  const length = views.reduce((sum, view) => sum + view.length, 0);
  if (scratch.length < length) scratch = new Uint8Array(length);
  let end = 0;
  for (const view of views) {
    scratch.set(view, end);
    end += view.length;
  }
  return scratch.subarray(0, length);
}

function feed(screen: Screen, items: readonly FeedItem[]): Outcome {
  const answers: ScreenAnswer[] = [];
  const before = process.threadCpuUsage();
  for (const item of items) {
    if ("views" in item) screen.write(inOnePlace(item.views), item.offset);
    else if ("reset" in item) screen.reset(item.reset);
    else if ("question" in item) answers.push({ offset: item.question.offset, text: screen.ask(item.question.query) });
    else screen.resize(item);
  }
  const lines = screen.takeLines();
  const { user, system } = process.threadCpuUsage(before);
  return { lines, answers, workMs: (user + system) / 1_000 };
}

function finish(screen: Screen): Outcome {
  screen.finish();
  return { lines: screen.takeLines() };
}

async function draw(screen: Screen, maxChars: number): Promise<Outcome> {
  return { drawn: { ...screen.size, screen: await screen.draw(maxChars), heldBytes: screen.heldBytes } };
}

function close(number: number): void {
  screens.get(number)?.dispose();
  screens.delete(number);
}

async function carryOut(request: ScreenRequest): Promise<Outcome> {
  if (request.type === "draw") return draw(screenOf(request), request.maxChars);
  if (request.type === "feed") return feed(screenOf(request), request.items);
  if (request.type === "finish") return finish(screenOf(request));
  if (request.type === "open") open(request.screen, request);
  else close(request.screen);
  return {};
}

/** What a terminal's output breaks in xterm.js is thrown from a timer, where nothing but the thread itself can catch it. */
let broken = Promise.withResolvers<never>();
process.on("uncaughtException", (error) => broken.reject(error));

async function answer({ id, request }: ToWorker): Promise<FromWorker> {
  broken = Promise.withResolvers<never>();
  try {
    return { id, outcome: await Promise.race([carryOut(request), broken.promise]) };
  } catch (error) {
    close(request.screen);
    return { id, error: messageOf(error) };
  }
}

// On Linux this is the calling thread's priority; elsewhere it would be the whole process's.
if (process.platform === "linux") setPriority(NICENESS);

const port = parentPort;
/** One at a time, so that it is known whose output broke something. */
let turn = Promise.resolve();
port?.on("message", (message: ToWorker) => {
  turn = turn.then(async () => {
    const reply = await answer(message);
    const lines = "outcome" in reply ? reply.outcome.lines : undefined;
    port.postMessage(reply, lines ? [lines.text.buffer, lines.offsets.buffer] : []);
  });
});
