import { expect, test } from "vitest";
import { changePages, conversationsOf } from "./change-pages.ts";
import { exampleConversation as conversation } from "./example-conversation.ts";

const pages = [
  { conversations: [conversation("a"), conversation("b")], next: "1" },
  { conversations: [conversation("b"), conversation("c")], next: null },
];

test("a conversation changes where it stands, and one that is not there changes nothing", () => {
  const changed = changePages(pages, conversation("c", { title: "new" }));
  expect(changed?.[0]).toBe(pages[0]);
  expect(changed?.[1]?.conversations.map(({ title }) => title)).toEqual(["b", "new"]);
  expect(changePages(pages, conversation("d"))).toBeNull();
});

test("a conversation that moved from one page to the next is listed once", () => {
  expect(conversationsOf(pages).map(({ id }) => id)).toEqual(["a", "b", "c"]);
});
