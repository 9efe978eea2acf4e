import headless from "@xterm/headless";
import { expect, test } from "vitest";
import { mendCornerErase } from "./corner-erase.ts";
import { Feed } from "./feed.ts";

const open = () => new headless.Terminal({ cols: 40, rows: 5, allowProposedApi: true });
const line = (terminal: headless.Terminal, at = 0) => terminal.buffer.active.getLine(at)?.translateToString(true);

test("characters that are cut anywhere arrive whole", async () => {
  const text = "a—b “c” … • コ 🚀";
  const bytes = new TextEncoder().encode(text);
  for (let size = 1; size < 6; size += 1) {
    const terminal = open();
    const feed = new Feed(terminal);
    for (let at = 0; at < bytes.length; at += size) feed.write(bytes.subarray(at, at + size), true);
    await feed.drained();
    expect(line(terminal)).toBe(text);
  }
});

test("erasing up to the cursor in the last cell of the screen erases it and stops nothing", async () => {
  for (const erase of ["\u001b[1J", "\u001b[?1J"]) {
    const terminal = open();
    mendCornerErase(terminal);
    const feed = new Feed(terminal);
    feed.write(`gone\u001b[5;40H${erase}\u001b[Hstill here`, true);
    await feed.drained();
    expect(line(terminal)).toBe("still here");
  }
});
