import { expect, test } from "vitest";
import { exampleMessage } from "../example-conversation.ts";
import { branchesOf } from "./branches.ts";

const NONE = new Set<number>();
const prompt = (id: number, parentId: number | null, at = id) => exampleMessage(id, { kind: "prompt", parentId, at });
const answer = (id: number, parentId: number) => exampleMessage(id, { parentId });
/** Two ways after entry 2: 3 and 4, and 5 and 6 of which 7 and 8 are two again. */
const REWOUND = [
  prompt(1, null),
  answer(2, 1),
  prompt(3, 2),
  answer(4, 3),
  prompt(5, 2),
  answer(6, 5),
  prompt(7, 6),
  prompt(8, 6),
  answer(9, 8),
];
const shown = (chosen: ReadonlySet<number>) => branchesOf(REWOUND, chosen).shown.map(({ id }) => id);

test("transcript case 22: of a conversation that was rewound the newest way is shown, and any other on demand", () => {
  expect(shown(NONE)).toEqual([1, 2, 5, 6, 8, 9]);
  expect(shown(new Set([3]))).toEqual([1, 2, 3, 4]);
  expect(shown(new Set([7]))).toEqual([1, 2, 5, 6, 7]);
  const { at } = branchesOf(REWOUND, new Set([4]));
  expect([...at]).toEqual([
    [3, { ways: [3, 5], chosen: 0 }],
    [8, { ways: [7, 8], chosen: 1 }],
  ]);
});

test("transcript case 22: parallel results and a prompt that was written down again at the same time are no ways", () => {
  const messages = [
    prompt(1, null),
    answer(2, 1),
    exampleMessage(3, { kind: "result", parentId: 2 }),
    exampleMessage(4, { kind: "result", parentId: 2 }),
    prompt(5, 4, 50),
    prompt(6, 4, 50),
    prompt(7, null),
  ];
  expect(branchesOf(messages, NONE)).toEqual({ shown: messages, at: new Map() });
});

test("transcript case 21: entries that lead to themselves or to none are shown, and ways of great length too", () => {
  const circle = [exampleMessage(1, { parentId: 2 }), exampleMessage(2, { parentId: 1 }), exampleMessage(3, { parentId: 3 })];
  const forked = [...circle, prompt(4, 2), prompt(5, 2)];
  expect(branchesOf(forked, new Set([1, 3])).shown.map(({ id }) => id)).toEqual([1, 2, 3, 5]);
  const chain = Array.from({ length: 50_000 }, (_, place) => exampleMessage(place + 3, { parentId: place + 2 }));
  const deep = [prompt(1, 99_999), ...chain.with(0, prompt(3, 99_999)), prompt(60_000, 99_999)];
  expect(branchesOf(deep, NONE).shown.map(({ id }) => id)).toEqual([60_000]);
});
