import { expect, test } from "vitest";
import { exampleTerminal as terminal } from "./example-terminal.ts";
import { filterTerminals } from "./filter.ts";

test("filters look for every word in title, command and folder", () => {
  const all = [
    terminal("api", { cwd: "/srv/shop" }),
    terminal("web", { command: ["claude"] }),
    terminal("x", { status: "lost" }),
  ];
  const found = (search: Parameters<typeof filterTerminals>[1]) => filterTerminals(all, search).map(({ id }) => id);
  expect(found({ q: "SHOP api" })).toEqual(["api"]);
  expect(found({ q: "claude" })).toEqual(["web"]);
  expect(found({ status: "lost" })).toEqual(["x"]);
  expect(found({})).toHaveLength(3);
});
