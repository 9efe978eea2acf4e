import type { Link } from "./link.ts";

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

/** The scripts print one `R` when the terminal is in the mode that they measure. */
async function ready(link: Link): Promise<void> {
  await new Promise<void>((resolve) => link.listen((bytes) => bytes.includes(0x52) && resolve()));
}
