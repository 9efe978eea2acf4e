import { expect, test } from "vitest";
import { pricesOf } from "../prices/known-prices.ts";
import { readFixtures } from "./testing/read-fixtures.ts";
import { answer, at, line, prompt, transcript } from "./testing/lines.ts";
import { TestStore } from "./testing/store.ts";

const FILE = transcript();
const requests = (store: TestStore) => store.rows("select key, input, output, cache_read from requests order by key");
const usage = (output: number, more: object = {}) => ({ input_tokens: 10, output_tokens: output, ...more });

test("case 24: of output that grows from line to line the greatest counts, and of equal lines one", () => {
  using store = new TestStore();
  for (const output of [1, 400, 30]) store.write(FILE, answer({ usage: usage(output) }));
  store.write(FILE, [1, 400, 400, 30].map((output) => answer({ usage: usage(output) })).join(""));
  expect(requests(store)).toEqual([{ key: "msg_1 req_1", input: 10, output: 400, cache_read: 0 }]);
});

test("case 25: lines of one message that come far apart, in other readings and after a restart, are one request", () => {
  using store = new TestStore();
  store.write(FILE, answer({ usage: usage(1) }));
  const totals: unknown[] = [];
  for (const output of [5, 90, 7]) {
    store.restart();
    store.append(FILE, prompt("between") + answer({ usage: usage(output) }));
    totals.push(...store.values("select output from conversations"));
  }
  expect(totals).toEqual([5, 90, 90]);
  expect(store.values("select requests from conversations")).toEqual([1]);
});

test("case 26: without an id of the request that of the message tells, and an aside's copy counts for nothing", () => {
  using store = new TestStore();
  const bare = { requestId: undefined };
  store.write(
    FILE,
    answer({ id: "m1", ...bare, usage: usage(1) }) +
      answer({ id: "m1", ...bare, usage: usage(2) }) +
      answer({ id: "m2", usage: usage(3) }) +
      answer({ id: "m2", requestId: "req_2", isSidechain: true, usage: usage(900) }),
  );
  store.write("claude/projects/-work-one/one/subagents/agent-a.jsonl", answer({ id: "m3", requestId: "r1", usage: usage(4) }));
  store.append(
    "claude/projects/-work-one/one/subagents/agent-a.jsonl",
    answer({ id: "m3", requestId: "r2", usage: usage(5), timestamp: at(9) }),
  );
  expect(requests(store)).toEqual([
    { key: "m1", input: 10, output: 2, cache_read: 0 },
    { key: "m2 req_1", input: 10, output: 3, cache_read: 0 },
    { key: "m3 r1", input: 10, output: 4, cache_read: 0 },
  ]);
  expect(store.values("select output from conversations")).toEqual([9]);
});

test("case 26: what the agent made up, and counters that are none, count for nothing", () => {
  using store = new TestStore();
  const wrong = { input_tokens: -5, output_tokens: "12", cache_read_input_tokens: 1.5, cache_creation_input_tokens: null };
  store.write(
    FILE,
    answer({ id: "m1", model: "<synthetic>" }) + answer({ id: "m2", usage: null }) + answer({ id: "m3", usage: wrong }),
  );
  expect(requests(store)).toEqual([{ key: "m3 req_1", input: 0, output: 0, cache_read: 0 }]);
  expect(store.values("select model from conversations")).toEqual(["claude-opus-4-6"]);
});

test("case 27: an advisor's words are paid by its own price", () => {
  using store = new TestStore();
  readFixtures(store, ["5123d2f8", "da81b1d5"]);
  const cost = (session: string, where = "true") =>
    store.values(
      `select round(sum(requests.cost_nanos) / 1e9, 4) from requests join conversations on conversations.id = conversation
       where session like '${session}%' and ${where}`,
    );
  const advisor = "kind = 'advisor'";
  expect([cost("5123d2f8"), cost("5123d2f8", advisor)]).toEqual([[1.5434], [0.8086]]);
  expect([cost("da81b1d5"), cost("da81b1d5", advisor)]).toEqual([[18.2009], [5.5778]]);
});

test("case 28: mirrors add nothing where the subagent's transcript is, and count once where it is not", () => {
  using store = new TestStore();
  readFixtures(store, ["258c7280", "b4dcf65c", "e1bc91d1"]);
  const mirrors = `select count(*) requests, sum(requests.input) input, sum(requests.cache_write_5m) written,
    sum(requests.cache_read) read from requests join conversations on conversations.id = conversation where kind = 'mirror'`;
  expect(store.rows(mirrors)).toEqual([{ requests: 5, input: 8_539, written: 47_266, read: 128_013 }]);
  expect(store.values(`${mirrors} and session like '258c7280%'`)).toEqual([0]);
});

test("case 28: a mirror gives way to the subagent's own transcript, and is there again without it", () => {
  using store = new TestStore();
  const copy = { type: "assistant", requestId: "r1", message: { id: "m1", model: "claude-opus-4-6", usage: usage(3) } };
  const sub = "claude/projects/-work-one/one/subagents/agent-a.jsonl";
  const kinds = () => store.rows("select kind, output, sidechain from requests");
  store.write(FILE, prompt("go") + line("progress", { data: { type: "agent_progress", agentId: "a", message: copy } }));
  expect(kinds()).toEqual([{ kind: "mirror", output: 3, sidechain: 0 }]);
  store.write(sub, answer({ id: "m1", requestId: "r1", usage: usage(80), isSidechain: true, agentId: "a" }));
  expect(kinds()).toEqual([{ kind: "own", output: 80, sidechain: 1 }]);
  store.write(sub, "");
  expect(kinds()).toEqual([{ kind: "mirror", output: 3, sidechain: 0 }]);
  expect(store.rows("select requests, output from conversations")).toEqual([{ requests: 1, output: 3 }]);
});

test("case 29: cache writes are what flat count and split say together", () => {
  using store = new TestStore();
  const split = (short: number, long: number) => ({ ephemeral_5m_input_tokens: short, ephemeral_1h_input_tokens: long });
  const usages = [
    usage(1, { cache_creation_input_tokens: 0, cache_creation: split(30, 20) }),
    usage(1, { cache_creation_input_tokens: 70, cache_creation: split(30, 20) }),
    usage(1, { cache_creation_input_tokens: 70 }),
  ];
  store.write(FILE, usages.map((usage, number) => answer({ id: `m${number}`, usage })).join(""));
  expect(store.rows("select cache_write_5m short, cache_write_1h long from requests order by key")).toEqual([
    { short: 30, long: 20 },
    { short: 50, long: 20 },
    { short: 70, long: 0 },
  ]);
});

const rates = (input: number) => ({ input, output: 0, cacheWrite5m: 0, cacheWrite1h: 0, cacheRead: 0 });
const table = (input: number) =>
  pricesOf({
    unit: "US dollars for a million tokens",
    asOf: "2026-01-01",
    models: [
      { id: "claude-test-1", maker: "anthropic", aliases: ["claude-test"], rates: rates(input), to: "2026-03-02" },
      { id: "claude-test-1", maker: "anthropic", aliases: ["claude-test"], rates: rates(2 * input), from: "2026-03-02" },
      { id: "claude-long-1", maker: "anthropic", rates: rates(1), longPrompt: { above: 100, rates: rates(3) } },
    ],
  });

test("case 29: a request costs what its model cost on its day, whatever its name is dressed with; of an unknown one nothing is known", () => {
  using store = new TestStore({ prices: table(1) });
  const models = [
    "claude-test-1",
    "claude-test",
    "claude-test-1-20260101",
    "us.anthropic.claude-test-1-v1:0",
    "claude-test-1[1m]",
    "claude-test-2",
  ];
  const asked = (id: string, fields: object) => answer({ id, usage: { input_tokens: 100, output_tokens: 0 }, ...fields });
  store.write(FILE, models.map((model, number) => asked(`m${number}`, { model })).join(""));
  expect(store.values("select cost_nanos from requests order by key")).toEqual([
    100_000,
    100_000,
    100_000,
    100_000,
    100_000,
    null,
  ]);
  expect(store.rows("select cost_nanos, priced, unpriced from conversations")).toEqual([
    { cost_nanos: 500_000, priced: 5, unpriced: 1 },
  ]);
  store.write(
    FILE,
    asked("m0", { model: "claude-test-1", timestamp: "2026-03-01T23:59:59.999Z" }) +
      asked("m1", { model: "claude-test-1", timestamp: "2026-03-02T00:00:00.000Z" }) +
      asked("m2", { model: "claude-long-1" }) +
      answer({ id: "m3", model: "claude-long-1", usage: { input_tokens: 50, output_tokens: 0, cache_read_input_tokens: 51 } }),
  );
  expect(store.values("select cost_nanos from requests order by key")).toEqual([100_000, 200_000, 100_000, 150_000]);
});

test("case 29: other prices make the cost of everything again", () => {
  using store = new TestStore({ prices: table(1) });
  store.write(FILE, answer({ model: "claude-test", usage: { input_tokens: 100, output_tokens: 0 } }));
  store.restart({ prices: table(7) });
  expect(store.values("select cost_nanos from requests")).toEqual([700_000]);
  expect(store.values("select cost_nanos from conversations")).toEqual([700_000]);
});

test("case 30: counters beyond 32 bits, and sums beyond what a floating point can tell apart, are exact", () => {
  using store = new TestStore();
  const many = Number.MAX_SAFE_INTEGER;
  const ids = ["m0", "m1", "m2"];
  store.write(
    FILE,
    ids.map((id) => answer({ id, model: "unknown", usage: { input_tokens: many, output_tokens: 2 ** 40 + 1 } })).join(""),
  );
  expect(store.values("select cast(input as text) from conversations")).toEqual([String(3n * BigInt(many))]);
  expect(store.values("select output from conversations")).toEqual([3 * (2 ** 40 + 1)]);
});

test("case 30: counters that cost more than can be counted cost an unknown sum, and the rest of the file is read", () => {
  using store = new TestStore();
  const absurd = answer({ usage: { input_tokens: Number.MAX_SAFE_INTEGER, output_tokens: 1 } });
  store.write(FILE, prompt("before") + absurd + prompt("behind"));
  expect(store.rows("select prompts, unpriced, cost_nanos from conversations")).toEqual([
    { prompts: 2, unpriced: 1, cost_nanos: 0 },
  ]);
});

test("case 26: an aside without a request's id takes nothing away of the request that it repeats", () => {
  using store = new TestStore();
  const aside = answer({ requestId: undefined, isSidechain: true });
  store.write(FILE, answer() + aside);
  expect(store.rows("select key, input, sidechain from requests")).toEqual([{ key: "msg_1 req_1", input: 10, sidechain: 0 }]);
});

test("a conversation of a version that wrote down too little output says so", () => {
  using store = new TestStore();
  store.write(FILE, answer({ version: "2.1.20", usage: usage(3) }));
  store.write(transcript("two"), answer({ id: "m2", sessionId: "two", version: "2.1.20", usage: usage(3), stop: "end_turn" }));
  store.write(transcript("three"), answer({ id: "m3", sessionId: "three", version: "2.1.101", usage: usage(3) }));
  expect(store.values("select session from conversations where understated = 1")).toEqual(["one"]);
  store.append(FILE, answer({ version: "2.1.20", usage: usage(300) }));
  expect(store.values("select session from conversations where understated = 1")).toEqual([]);
});

test("a conversation has ended when its last word says so", () => {
  using store = new TestStore();
  const ended = () => store.values("select ended from conversations")[0];
  const steps: readonly (readonly [string, string | null])[] = [
    [prompt("do it"), null],
    [answer({ id: "m1", stop: "tool_use" }), null],
    [answer({ id: "m2", stop: "end_turn" }), "done"],
    [line("system", { subtype: "api_error" }), "error"],
    [line("attachment", { attachment: { type: "date_change" } }), "error"],
    [prompt("again"), null],
    [line("system", { subtype: "turn_duration", durationMs: 5 }), "done"],
  ];
  for (const [text, expected] of steps) {
    store.append(store.values("select 1 from files").length === 0 ? create(store) : FILE, text);
    expect(ended()).toBe(expected);
  }
});

function create(store: TestStore): string {
  store.write(FILE, "");
  return FILE;
}
