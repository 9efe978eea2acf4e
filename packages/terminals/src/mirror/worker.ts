import { setPriority } from "node:os";
import { parentPort } from "node:worker_threads";
import { messageOf } from "@pilothouse/platform";
import { Screen, type Size } from "./screen.ts";
import type { Drawn, FeedItem, FromWorker, ScreenRequest, ToWorker } from "./worker-messages.ts";

/** What terminals do is more urgent than what they look like. */
const NICENESS = 10;

const screens = new Map<number, Screen>();

function screenOf(request: ScreenRequest): Screen {
  const screen = screens.get(request.screen);
  if (!screen) throw new Error("there is no such screen");
  return screen;
}

async function open(number: number, { size, drawn }: { size: Size; drawn: string }): Promise<void> {
  const screen = new Screen(size);
  screens.set(number, screen);
  await screen.write(new TextEncoder().encode(drawn));
}

async function feed(screen: Screen, items: readonly FeedItem[]): Promise<void> {
  for (const item of items) {
    if (item instanceof Uint8Array) await screen.write(item);
    else screen.resize(item);
  }
}

async function draw(screen: Screen): Promise<Drawn> {
  return { ...screen.size, screen: await screen.draw(), heldBytes: screen.heldBytes };
}

function close(number: number): void {
  screens.get(number)?.dispose();
  screens.delete(number);
}

async function carryOut(request: ScreenRequest): Promise<Drawn | null> {
  if (request.type === "draw") return draw(screenOf(request));
  if (request.type === "open") await open(request.screen, request);
  else if (request.type === "feed") await feed(screenOf(request), request.items);
  else close(request.screen);
  return null;
}

/** What a terminal's output breaks in xterm.js is thrown from a timer, where nothing but the thread itself can catch it. */
let broken = Promise.withResolvers<never>();
process.on("uncaughtException", (error) => broken.reject(error));

async function answer({ id, request }: ToWorker): Promise<FromWorker> {
  broken = Promise.withResolvers<never>();
  try {
    return { id, drawn: await Promise.race([carryOut(request), broken.promise]) };
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
  turn = turn.then(async () => port.postMessage(await answer(message)));
});
