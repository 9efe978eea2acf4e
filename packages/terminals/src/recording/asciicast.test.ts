import { expect, test } from "vitest";
import { openTestEngine, shell, transcript } from "../engine/test-engine.ts";
import { asciicast } from "./asciicast.ts";
import { timedItems } from "./timed-items.ts";

const never = new AbortController().signal;
const typed = { clientId: "tab", seq: 1, data: Buffer.from("\n") };

test.each([2, 3] as const)(
  "an asciicast of version %i has every byte, size, mark and the exit, its times in order",
  async (version) => {
    await using opened = await openTestEngine();
    const { host } = opened;
    const made = await host.spawn(
      shell("stty -echo; printf 'h\\303\\251llo'; read x; printf ' \\360\\237\\221\\215 \\377'; exit 3"),
    );
    await transcript(host, made, "llo");
    await host.resize(made.id, { cols: 100, rows: 30 });
    await host.mark(made.id, { kind: "waiting", label: "Allow this?" });
    await host.write({ ...typed, id: made.id });
    await transcript(host, made);
    const ended = await host.get(made.id);

    const { title, cols, rows, createdAt } = { title: "a title", ...ended };
    const items = timedItems(host, ended, { signal: never, now: Date.now() });
    const lines: string[] = [];
    for await (const line of asciicast(items, { version, title, createdAt, cols, rows })) lines.push(line);
    const [header, ...events] = lines.map((line) => JSON.parse(line));
    const size = version === 2 ? { width: 80, height: 24 } : { term: { cols: 80, rows: 24 } };
    expect(header).toMatchObject({ version, title, timestamp: Math.floor(createdAt / 1_000), ...size });
    const of = (code: string): string[] => events.filter((event) => event[1] === code).map((event) => event[2]);
    expect(of("o").join("")).toBe("héllo 👍 \ufffd");
    expect(of("r")).toEqual(["100x30"]);
    expect(of("m")).toEqual(["waiting: Allow this?"]);
    expect(of("x")).toEqual(version === 3 ? ["3"] : []);
    const times: number[] = events.map((event) => event[0]);
    expect(times.every((time) => time >= 0)).toBe(true);
    expect(version === 3 || times.toSorted((a, b) => a - b).join() === times.join()).toBe(true);
  },
);
