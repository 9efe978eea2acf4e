import { setPriority } from "node:os";
import { parentPort } from "node:worker_threads";
import { messageOf } from "@pilothouse/platform";
import { Screen } from "./screen.ts";
import type { Drawn, FromWorker, ScreenRequest, ToWorker } from "./worker-messages.ts";

/** What terminals do is more urgent than what they look like. */
const NICENESS = 10;

const screens = new Map<number, Screen>();

function screenOf(request: ScreenRequest): Screen {
  const screen = screens.get(request.screen);
  if (!screen) throw new Error("there is no such screen");
  return screen;
}

async function carryOut(request: ScreenRequest): Promise<Drawn | null> {
  switch (request.type) {
    case "open": {
      const screen = new Screen(request.size);
      screens.set(request.screen, screen);
      await screen.write(new TextEncoder().encode(request.drawn));
      return null;
    }
    case "feed": {
      const screen = screenOf(request);
      for (const item of request.items) {
        if (item instanceof Uint8Array) await screen.write(item);
        else screen.resize(item);
      }
      return null;
    }
    case "draw": {
      const screen = screenOf(request);
      return { ...screen.size, screen: await screen.draw(), heldBytes: screen.heldBytes };
    }
    case "close":
      screens.get(request.screen)?.dispose();
      screens.delete(request.screen);
      return null;
  }
}

async function answer({ id, request }: ToWorker): Promise<FromWorker> {
  try {
    return { id, drawn: await carryOut(request) };
  } catch (error) {
    return { id, error: messageOf(error) };
  }
}

// On Linux this is the calling thread's priority; elsewhere it would be the whole process's.
if (process.platform === "linux") setPriority(NICENESS);

const port = parentPort;
port?.on("message", (message: ToWorker) => {
  void answer(message).then((reply) => port.postMessage(reply));
});
