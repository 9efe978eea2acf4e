import { chmod, mkdir, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { delimiter, dirname, join } from "node:path";
import { claudeHome, startModelStub, startTestServer, tempFolder } from "@pilothouse/testing";

/**
 * A server on whose PATH there is a real `claude`, with a model stub for it to talk to: `project` is a folder that it
 * trusts, `env` what it needs to know. `settings` are the server's.
 */
export async function startServerWithClaude(
  rehearsed: Readonly<Record<string, string>> = {},
  settings: Readonly<Record<string, string>> = {},
) {
  await using stack = new AsyncDisposableStack();
  const folder = stack.use(await tempFolder("claude"));
  const model = stack.use(await startModelStub(rehearsed));
  const bin = await installClaude(folder.path);
  const server = stack.use(await startTestServer({ env: { ...settings, PATH: [bin, process.env["PATH"]].join(delimiter) } }));
  const home = await claudeHome(server.home, model.url);
  const everything = stack.move();
  return { ...home, model, server, [Symbol.asyncDispose]: () => everything.disposeAsync() };
}

/** Makes a folder, to be on somebody's PATH, with the `claude` of our own dependencies. */
async function installClaude(folder: string): Promise<string> {
  const bin = join(folder, "bin");
  const launcher = join(
    dirname(createRequire(import.meta.url).resolve("@anthropic-ai/claude-code/package.json")),
    "cli-wrapper.cjs",
  );
  await mkdir(bin);
  await writeFile(join(bin, "claude"), `#!/bin/sh\nexec '${process.execPath}' '${launcher}' "$@"\n`);
  await chmod(join(bin, "claude"), 0o755);
  return bin;
}
