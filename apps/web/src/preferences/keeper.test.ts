import type { Preferences as Stored, PreferenceValues, SetPreferences } from "@pilothouse/contracts";
import { expect, test, vi } from "vitest";
import { browserCache } from "./cache.ts";
import { PreferenceKeeper, type Remote } from "./keeper.ts";
import { USUAL } from "./values.ts";

const id = (n: number) => `01890a5d-ac96-774b-bcce-${n.toString().padStart(12, "0")}`;
const tab = (n: number) => ({ panes: id(n), zoomed: false });

class Refused extends Error {
  readonly facts = {};
  readonly retryable = false;
  readonly kind;
  constructor(kind: "conflict" | "invalid") {
    super(kind);
    this.kind = kind;
  }
}

/** As the server does it: by name, and refusing what was not seen. */
class Server implements Remote {
  revision = 0;
  away = false;
  values: PreferenceValues = {};
  readonly #changedAt = new Map<string, number>();
  readonly sets: SetPreferences[] = [];
  get(): Promise<Stored> {
    if (this.away) return Promise.reject(new Error("away"));
    return Promise.resolve({ revision: this.revision, values: this.values });
  }
  set(input: SetPreferences): Promise<Stored> {
    if (this.away) return Promise.reject(new Error("away"));
    this.sets.push(input);
    const names = Object.keys(input.values);
    const { knownRevision } = input;
    if (knownRevision !== undefined && names.some((name) => (this.#changedAt.get(name) ?? 0) > knownRevision))
      return Promise.reject(new Refused("conflict"));
    this.revision += 1;
    for (const name of names) this.#changedAt.set(name, this.revision);
    this.values = { ...this.values, ...input.values };
    return this.get();
  }
}

function browser(server: Remote, held = new Map<string, string>()) {
  const storage = {
    getItem: (key: string) => held.get(key) ?? null,
    setItem: (key: string, value: string) => void held.set(key, value),
  };
  const keeper = new PreferenceKeeper(browserCache(() => storage));
  return { keeper, held, stop: keeper.follow("ada", server) };
}

async function settle(): Promise<void> {
  await vi.advanceTimersByTimeAsync(20_000);
}

vi.useFakeTimers();

test("a choice is on the server, in another browser, and here again before the server answers", async () => {
  const server = new Server();
  const one = browser(server);
  await settle();
  one.keeper.prefer({ terminalTheme: "contrast" });
  await settle();
  expect(server.values).toEqual({ terminalTheme: "contrast" });
  const other = browser(server);
  await settle();
  expect(other.keeper.values.get()).toEqual({ ...USUAL, terminalTheme: "contrast" });
  server.away = true;
  expect(browser(server, one.held).keeper.values.get().terminalTheme).toBe("contrast");
});

test("two browsers keep each other's choices and each other's tabs", async () => {
  const server = new Server();
  const [one, other] = [browser(server), browser(server)];
  await settle();
  one.keeper.changeLayout((layout) => [...layout, tab(1)]);
  one.keeper.prefer({ fontSize: 16 });
  await settle();
  other.keeper.changeLayout((layout) => [...layout, tab(2)]);
  other.keeper.prefer({ theme: "dark" });
  await settle();
  expect(server.values).toEqual({ fontSize: 16, theme: "dark", layout: [tab(1), tab(2)] });
  await one.keeper.refresh();
  expect(one.keeper.values.get()).toEqual(other.keeper.values.get());
});

test("what is chosen while the server is away is sent when it is back, also after a reload", async () => {
  const server = new Server();
  const one = browser(server);
  await settle();
  server.away = true;
  one.keeper.prefer({ fontSize: 20 });
  await settle();
  one.stop();
  server.values = { theme: "dark" };
  server.revision = 5;
  server.away = false;
  const again = browser(server, one.held);
  await settle();
  expect(server.values).toEqual({ theme: "dark", fontSize: 20 });
  expect(again.keeper.values.get()).toMatchObject({ theme: "dark", fontSize: 20 });
});

test("changes that come quickly are sent as one", async () => {
  const server = new Server();
  const { keeper } = browser(server);
  await settle();
  for (const fontSize of [10, 11, 12]) keeper.prefer({ fontSize });
  await settle();
  expect(server.sets).toEqual([{ values: { fontSize: 12 } }]);
});

test("preferences from before the server kept them are handed over; another person's are not", async () => {
  const held = new Map([["pilothouse:preferences", JSON.stringify({ fontSize: 18 })]]);
  const server = new Server();
  const { keeper, stop } = browser(server, held);
  await settle();
  expect(server.values).toEqual({ fontSize: 18 });
  stop();
  const others = new Server();
  keeper.follow("bob", others);
  await settle();
  expect(others.values).toEqual({});
  expect(keeper.values.get()).toEqual(USUAL);
});

test("what the server refuses for good is given up, and its copy is shown", async () => {
  const server = new Server();
  const { keeper } = browser(server);
  await settle();
  const set = vi.spyOn(server, "set").mockRejectedValueOnce(new Refused("invalid"));
  keeper.prefer({ fontSize: 20 });
  await settle();
  expect(set).toHaveBeenCalledTimes(1);
  expect(keeper.values.get()).toEqual(USUAL);
});
