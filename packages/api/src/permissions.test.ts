import { expect, test } from "vitest";
import { appRouter } from "./index.ts";
import { PERMISSIONS } from "./permissions.ts";

test("S19: every procedure has a row in the permission table, and every row a procedure", () => {
  expect(Object.keys(PERMISSIONS).sort()).toEqual(Object.keys(appRouter._def.procedures).sort());
});
