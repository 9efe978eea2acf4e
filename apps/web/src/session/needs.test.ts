import { PERMISSIONS } from "@pilothouse/api";
import { expect, test } from "vitest";
import { NEEDS, refusalOf } from "./needs.ts";

test("what the dashboard takes for the least role is what the server's table says", () => {
  const table = Object.fromEntries(Object.keys(NEEDS).map((act) => [act, PERMISSIONS[act]?.from]));
  expect(NEEDS).toEqual(table);
});

test("a refusal says what is needed", () => {
  expect(refusalOf("viewer", "terminals.create")).toBe("This needs the role member; yours is viewer.");
  expect(refusalOf("operator", "users.list")).toBe("This needs the role admin; yours is operator.");
  for (const role of ["member", "operator", "admin"] as const) expect(refusalOf(role, "terminals.create")).toBeNull();
});
