import { LIMITS } from "@pilothouse/contracts";
import { newId } from "@pilothouse/platform";
import { afterEach, expect, test, vi } from "vitest";
import { KeysFirst } from "./keys-first.ts";
import { collect, command, link, openAll, SIZE, viewer } from "./test-open.ts";

const SOME = { typingMs: 100, floodPieceBytes: 1_000, floodPauseMs: 20 };

afterEach(() => void vi.useRealTimers());

function withFrozenTime(): KeysFirst {
  vi.useFakeTimers({ toFake: ["performance"] });
  return new KeysFirst(SOME);
}

const sent = (bytes: number) => ({ bytes, at: performance.now() });

test("while somebody types, the next piece of another terminal's flood waits", () => {
  const keys = withFrozenTime();
  keys.typed("shell");
  const piece = sent(1_000);
  expect(keys.pause("flood", piece)).toBe(20);
  vi.advanceTimersByTime(15);
  expect(keys.pause("flood", piece)).toBe(5);
  vi.advanceTimersByTime(6);
  expect(keys.pause("flood", piece)).toBe(0);
});

test("nothing waits before anybody has typed, when the last key is too long ago, or behind a small piece", () => {
  const keys = withFrozenTime();
  expect(keys.pause("flood", sent(1_000))).toBe(0);
  keys.typed("shell");
  expect(keys.pause("flood", sent(999))).toBe(0);
  vi.advanceTimersByTime(100);
  expect(keys.pause("flood", sent(1_000))).toBe(20);
  vi.advanceTimersByTime(1);
  expect(keys.pause("flood", sent(1_000))).toBe(0);
});

test("what comes of a key in its own terminal does not wait, also when somebody types elsewhere", () => {
  const keys = withFrozenTime();
  keys.typed("flood");
  expect(keys.pause("flood", sent(1_000))).toBe(0);
  keys.typed("shell");
  vi.advanceTimersByTime(60);
  keys.typed("shell");
  expect(keys.pause("flood", sent(1_000))).toBe(0);
  vi.advanceTimersByTime(41);
  expect(keys.pause("flood", sent(1_000))).toBe(20);
});

test("a key's echo does not wait for the flood of another terminal, whose viewer can still leave", async () => {
  await using all = await openAll({ typingMs: 600_000, floodPieceBytes: 1, floodPauseMs: 600_000 });
  const { terminals, ada, host } = all;
  const flood = await terminals.create(ada, { ...SIZE, command: command("exec yes") });
  const shell = await terminals.create(ada, { ...SIZE, command: command("stty -echo; printf ready; exec cat") });
  const shellView = { ...viewer(), id: shell.id, from: { offset: 0 } };
  await collect({ terminals, who: ada, input: shellView }, (seen) => seen.includes("ready"));
  const clientId = newId();
  let seq = 0;
  const roundTrip = async () => {
    const word = `word ${(seq += 1)}`;
    await terminals.write(ada, { id: shell.id, clientId, seq, data: Buffer.from(`${word}\n`) });
    await collect({ terminals, who: ada, input: shellView }, (seen) => seen.includes(word));
  };
  await roundTrip();

  const own = link();
  let received = 0;
  const begun = Promise.withResolvers<void>();
  const watching = (async () => {
    for await (const { event } of await terminals.attach(ada, { ...viewer(), id: flood.id, from: { offset: 0 } }, own)) {
      if (event.type === "data") received += event.bytes.length;
      if (received > 0) begun.resolve();
    }
  })();
  await begun.promise;
  await roundTrip();
  const before = received;
  for (let key = 0; key < 3; key += 1) await roundTrip();
  expect(received).toBe(before);
  // More would fit into its window.
  expect(received).toBeLessThan(LIMITS.viewerWindowBytes);
  expect((await host.get(flood.id)).endOffset).toBeGreaterThan(received);
  own.stop();
  await expect(watching).rejects.toThrow("aborted");
});
