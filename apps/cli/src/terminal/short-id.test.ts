import { expect, test } from "vitest";
import { shortIds } from "./short-id.ts";

test("ids are as short as they can be and still be told apart, but not shorter than 8", () => {
  const ids = ["01a1f9cb-fcff-7b0b", "01a1f9cb-fcff-7c44", "0299aaaa-0000-7000"];
  expect([...shortIds(ids).values()]).toEqual(["01a1f9cb-fcff-7b", "01a1f9cb-fcff-7c", "0299aaaa"]);
});
