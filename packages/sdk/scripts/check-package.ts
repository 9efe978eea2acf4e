import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import manifest from "../package.json" with { type: "json" };

/** More than a reader of hovers, or a compiler, should have to load. */
const DECLARATIONS_BYTES = 50 * 1024;
/** Names that only the router's types would bring in. */
const PRIVATE = /@pilothouse\/|AppRouter|Kysely|@trpc\//;

function run(command: string, ...args: string[]): void {
  execFileSync(command, args, { stdio: "inherit" });
}

function checkDeclarations(): void {
  const text = readFileSync("dist/index.d.ts", "utf8");
  if (text.length > DECLARATIONS_BYTES)
    throw new Error(`dist/index.d.ts has ${text.length} bytes; the limit is ${DECLARATIONS_BYTES}`);
  const found = PRIVATE.exec(text);
  if (found) throw new Error(`dist/index.d.ts names ${found[0]}`);
}

const folder = mkdtempSync(join(tmpdir(), "pilothouse-sdk-"));
try {
  checkDeclarations();
  run("pnpm", "pack", "--pack-destination", folder);
  const tarball = join(folder, `pilothouse-sdk-${manifest.version}.tgz`);
  run("publint", tarball, "--strict");
  run("attw", tarball, "--profile", "esm-only");
} finally {
  rmSync(folder, { recursive: true });
}
