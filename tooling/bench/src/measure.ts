import { setTimeout as delay } from "node:timers/promises";
import type { Link } from "./link.ts";

/** How long a flood runs before it is interrupted. */
const FLOOD_MS = 400;

/** Milliseconds from the key press that starts the flood until `expected` bytes have come. */
export async function measureFlood(link: Link, expected: number): Promise<number> {
  await ready(link);
  const { promise, resolve } = Promise.withResolvers<number>();
  let received = 0;
  const began = performance.now();
  link.listen((bytes) => {
    received += bytes.length;
    if (received >= expected) resolve(performance.now() - began);
  });
  link.write("\n");
  const took = await promise;
  if (received !== expected) throw new Error(`expected ${expected} bytes and got ${received}`);
  return took;
}

/** Milliseconds from each of `samples` key presses to its echo, one after another. */
export async function measureEcho(link: Link, samples: number): Promise<number[]> {
  await ready(link);
  const warmUp = Math.ceil(samples / 10);
  const times: number[] = [];
  for (let at = 0; at < samples + warmUp; at += 1) {
    const { promise, resolve } = Promise.withResolvers<number>();
    const began = performance.now();
    link.listen(() => resolve(performance.now() - began));
    link.write("x");
    times.push(await promise);
  }
  return times.slice(warmUp);
}

/** Milliseconds from each of `samples` Ctrl-C that end a flood to the name that the script prints behind it. */
export async function measureInterrupt(link: Link, samples: number): Promise<number[]> {
  await ready(link);
  const times: number[] = [];
  const decoder = new TextDecoder();
  for (let at = 0; at < samples; at += 1) {
    const { promise, resolve } = Promise.withResolvers<number>();
    const name = `end-${at}`;
    let began = Number.POSITIVE_INFINITY;
    let tail = "";
    link.listen((bytes) => {
      tail = (tail + decoder.decode(bytes, { stream: true })).slice(-100_000);
      if (tail.includes(`<${name}>`)) resolve(performance.now() - began);
    });
    link.write(`${name}\n`);
    await delay(FLOOD_MS);
    began = performance.now();
    link.write("\u0003");
    times.push(await promise);
  }
  return times;
}

/** The scripts print one `R` when the terminal is in the mode that they measure. */
async function ready(link: Link): Promise<void> {
  await new Promise<void>((resolve) =>
    link.listen((bytes) => {
      if (bytes.includes(0x52)) resolve();
    }),
  );
}
