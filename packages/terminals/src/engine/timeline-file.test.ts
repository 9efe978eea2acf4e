import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { TimelineEvent } from "./timeline-event.ts";
import { encodeEvents } from "./timeline-event.ts";
import { TimelineFile } from "./timeline-file.ts";

const events = Array.from({ length: 20 }, (_, number): TimelineEvent => ({
  type: "size",
  number,
  offset: number * 10,
  cols: 80 + number,
  rows: 24,
  at: 1,
}));

test("cut anywhere, the file gives every whole record, and the next one follows where the torn one began", async () => {
  const folder = await mkdtemp(join(tmpdir(), "pilothouse-timeline-"));
  const path = join(folder, "timeline.jsonl");
  const whole = encodeEvents(events);
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: whole.length }), fc.uint8Array({ maxLength: 30 }), async (cut, rubbish) => {
      await writeFile(path, Buffer.concat([whole.subarray(0, cut), rubbish]));
      const loaded = await TimelineFile.load(path);
      const kept = loaded.events.length;
      expect(loaded.events).toEqual(events.slice(0, kept));
      expect(encodeEvents(events.slice(0, kept + 1)).length).toBeGreaterThan(cut - (kept === events.length ? 1 : 0));
      await loaded.file.append(events.slice(kept));
      await loaded.file.close();
      expect(await readFile(path)).toEqual(Buffer.from(whole));
    }),
    { numRuns: 60 },
  );
  await rm(folder, { recursive: true });
});
