import { LIMITS } from "@pilothouse/contracts";
import { createLogger, createTopic } from "@pilothouse/platform";
import type { Indexer } from "@pilothouse/transcripts";
import { expect, test, vi } from "vitest";
import { tellBudgets } from "./tell-budgets.ts";

test("what is spent while the budgets are looked at is looked at behind that, and not at once", async () => {
  vi.useFakeTimers();
  try {
    const changes = createTopic<Parameters<Parameters<Indexer["changes"]>[0]>[0]>();
    const looks: PromiseWithResolvers<never[]>[] = [];
    using _telling = tellBudgets({
      indexer: { changes: changes.subscribe },
      transcripts: {
        checkBudgets: () => {
          const look = Promise.withResolvers<never[]>();
          looks.push(look);
          return look.promise;
        },
      },
      events: { put: () => undefined },
      log: createLogger({ level: "silent", name: "test" }),
    });
    const spend = async () => {
      changes.publish({ conversations: [], projects: [] });
      await vi.advanceTimersByTimeAsync(LIMITS.budgetLookMs);
    };
    await spend();
    expect(looks).toHaveLength(1);
    await spend();
    expect(looks).toHaveLength(1);
    looks[0]?.resolve([]);
    await vi.advanceTimersByTimeAsync(LIMITS.budgetLookMs);
    expect(looks).toHaveLength(2);
    looks[1]?.reject(new Error("too slow"));
    await vi.advanceTimersByTimeAsync(LIMITS.budgetLookMs);
    expect(looks).toHaveLength(2);
    await spend();
    expect(looks).toHaveLength(3);
  } finally {
    vi.useRealTimers();
  }
});
