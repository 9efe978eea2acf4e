import { readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { listenOnLoopback } from "./listen.ts";
import { serverEnvironment } from "./server-environment.ts";
import { launchServer } from "./server-process.ts";
import { tempFolder } from "./temp-folder.ts";
import { startTestServer, type TestServer } from "./test-server.ts";

/** Starts a server that must refuse; answers with the one line that it says to a person. */
async function refusal(folder: string, env: Readonly<Record<string, string>>): Promise<string> {
  const environment = await serverEnvironment(folder, { admin: "none", env: { LOG_LEVEL: "warn", ...env } });
  const server = launchServer(environment);
  void server.ready.then(() => server.kill("SIGKILL")).catch(() => undefined);
  const { code } = await server.ended;
  expect(code, `it went on:\n${server.stdout()}`).toBe(1);
  expect(server.stdout()).toBe("");
  const lines = server.stderr().trim().split("\n");
  expect(lines, `it said:\n${server.stderr()}`).toHaveLength(1);
  expect(lines[0]).not.toMatch(/^\s*at |\bat file:/);
  return lines[0] ?? "";
}

test("a port that is taken is named", async () => {
  await using folder = await tempFolder();
  await using other = createServer();
  const port = await listenOnLoopback(other);
  expect(await refusal(folder.path, { PORT: String(port) })).toContain(String(port));
});

test("a data folder that is a file is named", async () => {
  await using folder = await tempFolder();
  const file = join(folder.path, "file");
  await writeFile(file, "");
  expect(await refusal(folder.path, { PILOTHOUSE_DATA_DIR: file })).toContain(file);
});

test("a data folder that cannot be written is named", async () => {
  await using folder = await tempFolder();
  // Refuses even root, for whom a folder's mode says nothing.
  expect(await refusal(folder.path, { PILOTHOUSE_DATA_DIR: "/sys/pilothouse" })).toContain("/sys/pilothouse");
});

test("R1: a second server on the same data folder is refused while the first goes on", async () => {
  await using first = await startTestServer();
  await using folder = await tempFolder();
  expect(await refusal(folder.path, { PILOTHOUSE_DATA_DIR: first.dataDir })).toContain(first.dataDir);
  expect((await fetch(`${first.url}/ready`)).status).toBe(200);
});

test.for([
  ["PORT", "eighty"],
  ["PORT", "70000"],
  ["LOG_LEVEL", "loud"],
  ["PILOTHOUSE_ADMIN_EMAIL", "not-an-address"],
])("a malformed setting is named: %s=%s", async ([name = "", value = ""]) => {
  await using folder = await tempFolder();
  const password = name === "PILOTHOUSE_ADMIN_EMAIL" ? { PILOTHOUSE_ADMIN_PASSWORD: "long enough for it" } : {};
  expect(await refusal(folder.path, { ...password, [name]: value })).toContain(name);
});

test("a certificate that is not there is named", async () => {
  await using folder = await tempFolder();
  const file = join(folder.path, "none.pem");
  expect(await refusal(folder.path, { PILOTHOUSE_TLS_CERT: file, PILOTHOUSE_TLS_KEY: file })).toMatch(
    /PILOTHOUSE_TLS_CERT: .*none/,
  );
});

test("a setting that does not exist is named", async () => {
  await using folder = await tempFolder();
  expect(await refusal(folder.path, { PILOTHOUSE_DATA_DRI: "/tmp" })).toContain("PILOTHOUSE_DATA_DRI");
});

test("S15: a HOST that others can reach is refused without TLS or a declared proxy", async () => {
  await using folder = await tempFolder();
  expect(await refusal(folder.path, { HOST: "0.0.0.0" })).toContain("HOST");
});

/** The folder and the database of a server that ran and was stopped. */
async function leftBehind(server: TestServer) {
  await server.stop();
  return { folder: join(server.dataDir, ".."), file: join(server.dataDir, "pilothouse.db") };
}

test("a damaged database is named and left as it is", async () => {
  await using server = await startTestServer();
  const { folder, file } = await leftBehind(server);
  const damaged = "this was never a database ".repeat(1_000);
  await writeFile(file, damaged);
  expect(await refusal(folder, {})).toContain(file);
  expect(await readFile(file, "utf8")).toBe(damaged);
});

test("R4: a database of a newer version is named and left as it is", async () => {
  await using server = await startTestServer();
  const { folder, file } = await leftBehind(server);
  const database = new DatabaseSync(file);
  database.exec("insert into schema_migrations values (900, '0900-future', 0)");
  database.close();
  expect(await refusal(folder, {})).toMatch(/pilothouse\.db: it has schema 900/);
});
