import { mkdir, mkdtempDisposable, rename, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createLogger } from "@pilothouse/platform";
import { expect, test } from "vitest";
import { openAgentHooks } from "./agent-hooks.ts";

const log = createLogger({ level: "silent", name: "test" });

test("a name that leads nowhere, in a circle or to a folder does not keep an agent's reports from being heard", async () => {
  await using above = await mkdtempDisposable(join(tmpdir(), "pilothouse-hooks-test-"));
  const hooks = await openAgentHooks({ folder: above.path, program: "/bin/claude", args: [], user: null, log });
  const folder = dirname(hooks?.args[1] ?? "");
  const heard = Promise.withResolvers<string | null>();
  await symlink("2.Stop", join(folder, "2.Stop"));
  await symlink("/no/such/file", join(folder, "3.Stop"));
  await mkdir(join(folder, "4.Stop"));
  await writeFile(join(folder, "9.part"), JSON.stringify({ session_id: "s-1", hook_event_name: "Stop" }));
  await rename(join(folder, "9.part"), join(folder, "9.Stop"));
  hooks?.listen(({ state }) => heard.resolve(state));
  expect(await heard.promise).toBe("idle");
  await hooks?.close();
});
