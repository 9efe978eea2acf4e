import type { SearchHit } from "@pilothouse/contracts";
import { expect, test } from "vitest";
import { groupHits } from "./group-hits.ts";

function hit(terminalId: string, offset: number): SearchHit {
  return { terminalId, title: `title of ${terminalId}`, epoch: "e", offset, at: 0, line: "", ranges: [], before: [], after: [] };
}

test("hits are put together by terminal, in the order of each one's best hit", () => {
  const groups = groupHits([hit("b", 1), hit("a", 2), hit("b", 3)]);
  expect(groups.map(({ title, hits }) => [title, hits.map(({ offset }) => offset)])).toEqual([
    ["title of b", [1, 3]],
    ["title of a", [2]],
  ]);
  expect(groupHits([])).toEqual([]);
});
