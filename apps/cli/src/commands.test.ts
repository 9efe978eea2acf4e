import { spawn } from "node:child_process";
import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { openShare, signIn } from "@pilothouse/sdk";
import { isRunning, signedIn, startTestServer, tempFolder, type TestServer } from "@pilothouse/testing";
import { Secret, TOTP } from "otpauth";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { runCommand, signInAt } from "./testing/command.ts";
import { LocalPty } from "./testing/local-pty.ts";

// Each test starts several processes, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 90_000 });

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer({ env: { PILOTHOUSE_REGISTRATION: "invited" } });
}, 60_000);

afterAll(() => server[Symbol.asyncDispose]());

const credentialsIn = (home: string) => join(home, "pilothouse", "credentials.json");

test("signing in asks for the password unseen, and keeps the sign-in for its owner only", async () => {
  await using folder = await tempFolder("cli");
  const { email, password } = server.admin;
  using here = new LocalPty({ home: folder.path, args: ["login", "--url", server.url] });
  await here.until("E-mail: ");
  here.type(`${email}\r`);
  await here.until("Password: ");
  here.type(`${password}\r`);
  expect(await here.until(`Signed in at ${server.url}`)).not.toContain(password);
  expect(await here.ended()).toBe(0);
  expect((await stat(credentialsIn(folder.path))).mode & 0o777).toBe(0o600);
  expect((await stat(join(folder.path, "pilothouse"))).mode & 0o777).toBe(0o700);
  const who = await runCommand(folder.path, ["whoami"]);
  expect(who.stdout.toString()).toContain(`<${email}>, admin, at ${server.url}`);
});

test("where a device's code is asked for, signing in asks for it once the password was right", async () => {
  await using folder = await tempFolder("cli");
  using ada = await signedIn(server);
  const who = { email: "totp@example.org", password: "another long one" };
  await ada.users.create({ ...who, name: "Tom" });
  using tom = await signedIn(server, who);
  const { secret } = await tom.auth.secondFactor.begin({ password: who.password });
  const totp = new TOTP({ secret: Secret.fromBase32(secret) });
  const { recoveryCodes } = await tom.auth.secondFactor.confirm({ code: totp.generate() });
  using here = new LocalPty({ home: folder.path, args: ["login", "--url", server.url, "--email", who.email] });
  await here.until("Password: ");
  here.type(`${who.password}\r`);
  await here.until("recovery code: ");
  here.type(`${recoveryCodes[0]}\r`);
  await here.until(`Signed in at ${server.url}`);
  expect(await here.ended()).toBe(0);
  await expect(signIn({ url: server.url, ...who })).rejects.toMatchObject({ facts: { secondFactor: "code" } });
  const login = await signIn({ url: server.url, ...who, code: recoveryCodes[1] ?? "" });
  expect(login.user.email).toBe(who.email);
});

test("Ctrl-C at a question ends with 130 and leaves the terminal as it was", async () => {
  await using folder = await tempFolder("cli");
  using here = new LocalPty({ home: folder.path, args: ["login", "--url", server.url, "--email", "a@example.org"] });
  await here.until("Password: ");
  here.type("\x03");
  expect(await here.ended()).toBe(130);
  expect(here.modesRestored).toBe(true);
});

test("a wrong password ends with 3 and one line", async () => {
  await using folder = await tempFolder("cli");
  const args = ["login", "--url", server.url, "--email", server.admin.email, "--password-stdin"];
  const { code, stdout, stderr } = await runCommand(folder.path, args, { input: "wrong password\n" });
  expect(code).toBe(3);
  expect(stdout.length).toBe(0);
  expect(stderr.trim().split("\n")).toHaveLength(1);
});

test("without a sign-in commands end with 3, and with wrong use with 2", async () => {
  await using folder = await tempFolder("cli");
  const signedOut = await runCommand(folder.path, ["terminals", "ls"]);
  expect(signedOut).toMatchObject({ code: 3, stderr: expect.stringContaining("pilothouse login") });
  for (const args of [["nonsense"], ["terminals", "attach"], ["terminals", "ls", "--what"], ["terminals", "new", "--", "bash"]]) {
    expect((await runCommand(folder.path, args)).code).toBe(2);
  }
});

test("a server that is away ends with 1 and a line that says so", async () => {
  await using folder = await tempFolder("cli");
  const env = { PILOTHOUSE_URL: "http://127.0.0.1:9", PILOTHOUSE_TOKEN: "any" };
  const { code, stderr } = await runCommand(folder.path, ["terminals", "kill", "x"], { env });
  expect(code).toBe(1);
  expect(stderr).toMatch(/^pilothouse: the server cannot be reached: .+\n$/);
});

test("terminals are listed, named by the beginning of their id, read and ended", async () => {
  await using folder = await tempFolder("cli");
  await signInAt(server, folder.path);
  const run = (...args: string[]) => runCommand(folder.path, ["terminals", ...args]);
  expect((await run("ls")).stdout.toString()).toContain("No terminals");
  const script = String.raw`printf '\001\377\e[31mred'; exit 3`;
  const first = (await run("new", "--detach", "--title", "tricky\x1b[2J", "--", "bash", "-c", script)).stdout.toString().trim();
  const second = (await run("new", "--detach", "--cwd", "/", "--", "sleep", "1000")).stdout.toString().trim();
  expect((await run("logs", "--follow", first)).stdout).toEqual(Buffer.from("\x01\xff\x1b[31mred", "latin1"));
  const listed = (await run("ls")).stdout.toString();
  expect(listed).toContain("exited 3");
  expect(listed).toContain("tricky?[2J");
  const ids = JSON.parse((await run("ls", "--json")).stdout.toString());
  expect(ids).toMatchObject([{ id: second, cwd: "/", status: "running" }, { id: first }]);
  expect(await run("kill", "0")).toMatchObject({ code: 1, stderr: expect.stringContaining("2 ids") });
  const [, lastLine = ""] = listed.split("\n");
  expect((await run("kill", lastLine.split(" ")[0] ?? "")).code).toBe(0);
  expect(JSON.parse((await run("ls", "--json")).stdout.toString())).toMatchObject([{ id: second, status: "exited" }, {}]);
});

test("commands at the same time share one refresh of an access token that has ended", async () => {
  await using folder = await tempFolder("cli");
  await signInAt(server, folder.path);
  const path = credentialsIn(folder.path);
  const stored: unknown = JSON.parse(await readFile(path, "utf8"));
  await writeFile(path, JSON.stringify(Object.assign({}, stored, { accessExpiresAt: 0 })));
  const outcomes = await Promise.all(Array.from({ length: 4 }, () => runCommand(folder.path, ["whoami"])));
  expect(outcomes.map(({ code, stderr }) => ({ code, stderr }))).toEqual(
    Array.from({ length: 4 }, () => ({ code: 0, stderr: "" })),
  );
  const after: unknown = JSON.parse(await readFile(path, "utf8"));
  expect(after).not.toMatchObject({ accessExpiresAt: 0 });
});

test("signing out ends the sign-in on the server too", async () => {
  await using folder = await tempFolder("cli");
  await signInAt(server, folder.path);
  const copy = await readFile(credentialsIn(folder.path), "utf8");
  expect((await runCommand(folder.path, ["logout"])).code).toBe(0);
  expect((await runCommand(folder.path, ["whoami"])).code).toBe(3);
  await writeFile(credentialsIn(folder.path), copy);
  expect((await runCommand(folder.path, ["whoami"])).code).toBe(3);
});

test("a stored sign-in is not sent to another server", async () => {
  await using folder = await tempFolder("cli");
  await signInAt(server, folder.path);
  const { code, stderr } = await runCommand(folder.path, ["whoami"], { env: { PILOTHOUSE_URL: "http://127.0.0.1:9" } });
  expect(code).toBe(3);
  expect(stderr).toContain("not signed in at http://127.0.0.1:9");
});

test("lines of one's terminals are found by words from the command line", async () => {
  await using folder = await tempFolder("cli");
  await signInAt(server, folder.path);
  const run = (...args: string[]) => runCommand(folder.path, ["terminals", ...args]);
  const started = await run("new", "--detach", "--", "sh", "-c", "echo a rare needle; echo needle of another kind");
  const id = started.stdout.toString().trim();
  await vi.waitUntil(async () => (await run("search", "needle")).stdout.toString().split("\n").length === 3, { timeout: 60_000 });
  const found = (await run("search", "rare needle")).stdout.toString();
  expect(found).toMatch(/^[0-9a-f-]{8,}  \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ  a rare needle\n$/);
  expect(id.startsWith(found.split(" ")[0] ?? "?")).toBe(true);
  expect(await run("search", "nosuchword")).toMatchObject({ code: 0, stderr: expect.stringContaining("nothing found") });
  expect((await run("search", "x")).code).toBe(1);
});

test("a terminal is shared by a link, which is listed and revoked", async () => {
  await using folder = await tempFolder("cli");
  await signInAt(server, folder.path);
  const run = async (...args: string[]) => (await runCommand(folder.path, args)).stdout.toString().trim();
  const id = await run("terminals", "new", "--detach", "--", "cat");
  const link = await run("share", id.slice(0, 13), "--recording", "--hours", "1");
  expect(link.startsWith(`${server.url}/s#phs_`)).toBe(true);
  const [, token = ""] = link.split("#");
  using shared = await openShare({ url: server.url, token });
  expect(shared.opened).toMatchObject({ terminalId: id, kind: "recording" });
  const listed = await run("share", id, "--list");
  expect(listed).toMatch(/^[0-9a-f-]{36} {2}recording {2}until .+Z {2}0 looking$/);
  expect(await run("share", id, "--revoke", listed.slice(0, 36))).toContain("does not work any more");
  expect(await run("share", id, "--list")).toBe("No link leads here.");
  expect((await runCommand(folder.path, ["share", id, "--hours", "0.5"])).code).toBe(2);
});

test("keys are kept by name and given to a new terminal; the audit log says so, and is whole", async () => {
  await using folder = await tempFolder("cli");
  await signInAt(server, folder.path);
  const run = (...args: string[]) => runCommand(folder.path, args);
  const input = "sk-canary-of-the-command-line\n";
  expect((await runCommand(folder.path, ["keys", "set", "work", "--stdin"], { input })).code).toBe(0);
  expect((await run("vault", "rotate")).stdout.toString()).toMatch(/Master key 2 is in use; [1-9] keys/);
  const signing = async () => (await run("signing-keys", "ls")).stdout.toString();
  const [before = ""] = (await signing()).split(" ");
  expect((await run("signing-keys", "rotate")).stdout.toString()).toContain("signs from now on");
  expect(await signing()).toMatch(new RegExp(` {2}signs\n${before} .+ verifies until .+Z\n$`));
  expect((await run("signing-keys", "revoke", before)).stdout.toString()).toContain(
    `What the key ${before} has signed is refused`,
  );
  const made = (await run("terminals", "new", "--detach", "--key", "work=WORK_KEY", "--", "cat")).stdout.toString().trim();
  const listed = (await run("audit", "ls", "--limit", "4")).stdout.toString();
  expect(listed).toMatch(
    new RegExp(
      `terminals\\.create {2}begun.+${made}.+work as WORK_KEY[^]+signingKeys\\.revoke {2}ok[^]+signingKeys\\.rotate {2}ok[^]+vault\\.rotate {2}ok`,
    ),
  );
  expect(listed).not.toContain("canary");
  expect(await run("audit", "verify")).toMatchObject({ code: 0, stderr: "" });
  const table = (
    await run("audit", "export", "--format", "csv", "--action", "vault.rotate", "--from", "2026-01-01")
  ).stdout.toString();
  expect(table).toMatch(/^seq,at,actor,.+\r\n(?:[^\n]+,vault\.rotate,[^\n]+\r\n){2}$/);
  expect((await run("audit", "ls", "--to", "2026-01-01")).stdout.toString()).toBe("");
}, 180_000);

test("accounts are made, changed and deleted by administrators, who name people by their address", async () => {
  await using folder = await tempFolder("cli");
  await signInAt(server, folder.path);
  const run = (...args: string[]) => runCommand(folder.path, ["users", ...args]);
  const said = async (...args: string[]) => (await run(...args)).stdout.toString().trim();
  const email = "Bob@Example.org";
  const create = ["users", "create", email, "--role", "viewer", "--password-stdin", "--json"];
  const made = await runCommand(folder.path, create, { input: "battery staple\n" });
  const bob: unknown = JSON.parse(made.stdout.toString());
  expect(bob).toMatchObject({ email: "bob@example.org", role: "viewer", disabled: false });
  expect(await said("set-role", "bob@example.org", "operator")).toBe("bob@example.org is operator and may sign in.");
  expect(await said("ls")).toMatch(/bob@example\.org +operator/);
  const link: unknown = JSON.parse(await said("reset-password", email, "--json"));
  expect(link).toMatchObject({ url: expect.stringContaining("/reset#token="), mailed: false });
  expect(await run("delete", email, "--yes")).toMatchObject({ code: 1, stderr: expect.stringContaining("disable") });
  expect(await said("disable", email)).toContain("is disabled and signed out");
  expect(await run("delete", email)).toMatchObject({ code: 2, stderr: expect.stringContaining("no terminal to ask on") });
  expect(await said("delete", email, "--yes")).toBe("bob@example.org is deleted.");
  expect(await run("enable", email)).toMatchObject({ code: 1, stderr: expect.stringContaining("there is no user") });
  expect((await run("set-role", server.admin.email, "king")).code).toBe(2);
}, 300_000);

test("people are invited, and invitations taken back; logins are listed and ended", async () => {
  await using folder = await tempFolder("cli");
  await signInAt(server, folder.path);
  const said = async (...args: string[]) => (await runCommand(folder.path, args)).stdout.toString().trim();
  expect(await said("invitations", "create", "eve@example.org", "--role", "admin")).toContain(`${server.url}/register#token=`);
  expect(await said("invitations", "ls")).toMatch(/eve@example\.org +admin/);
  expect(await said("invitations", "revoke", "eve@example.org")).toContain("does not work any more");
  expect(await said("invitations", "ls")).toBe("No invitations wait.");
  const listed: unknown = JSON.parse(await said("logins", "ls", "--user", server.admin.email, "--json"));
  const mine = Array.isArray(listed) ? listed.find(({ current }) => current) : undefined;
  expect(await said("logins", "revoke", mine.id)).toContain("is over");
  expect((await runCommand(folder.path, ["whoami"])).code).toBe(3);
}, 300_000);

test("people are let into a team, and terminals given to it, from the command line", async () => {
  await using folder = await tempFolder("cli");
  await signInAt(server, folder.path);
  using admin = await signedIn(server);
  await admin.users.create({ email: "zoe@example.org", name: "Zoe", password: "another long one" });
  const run = async (...args: string[]) => {
    const { code, stdout, stderr } = await runCommand(folder.path, args);
    return code === 0 ? stdout.toString().trim() : stderr;
  };
  await run("teams", "create", "Compilers");
  expect(await run("teams", "add", "compilers", "zoe@example.org", "--maintainer")).toContain("maintainer of Compilers");
  const id = await run("terminals", "new", "--detach", "--team", "Compilers", "--title", "ours", "--", "cat");
  const said = await Promise.all([run("teams", "ls"), run("teams", "members", "Compilers"), run("teams", "members", "Linkers")]);
  expect(said).toEqual([
    "Compilers  2 members  maintainer",
    expect.stringContaining("zoe@example.org  Zoe  maintainer"),
    "pilothouse: there is no team Linkers\n",
  ]);
  expect(await admin.terminals.get(id)).toMatchObject({ teamId: (await admin.teams.list())[0]?.id });
  expect(await run("terminals", "move", id)).toBe("ours belongs to whoever made it now.");
  expect(await run("teams", "remove", "Compilers", "zoe@example.org")).toContain("not in Compilers any more");
  expect(await run("teams", "rm", "Compilers")).toContain("is gone");
  expect([await admin.teams.list(), await admin.terminals.get(id)]).toMatchObject([[], { teamId: null }]);
  await admin.terminals.delete(id);
});

test("the database is backed up by a command, and not replaced by another one while its server runs", async () => {
  await using folder = await tempFolder("cli");
  await signInAt(server, folder.path);
  const path = (await runCommand(folder.path, ["backup"])).stdout.toString().trim();
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect((await runCommand(folder.path, ["backup", "--list"])).stdout.toString()).toContain(path);
  const env = { PILOTHOUSE_DATA_DIR: server.dataDir };
  const refused = await runCommand(folder.path, ["restore", path], { env });
  expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining("runs on the data dir") });
});

test("`runner stop` ends this data folder's runner, and nothing else", async () => {
  await using folder = await tempFolder("cli");
  const [runner = 0] = await server.runnerPids();
  // A file that a dead runner left, whose process id now belongs to another program.
  const bystander = spawn("sleep", ["1000"]);
  const stale = join(server.dataDir, "run", "runner-stale.pid");
  await writeFile(stale, `${bystander.pid}\n`);
  const stop = () => runCommand(folder.path, ["runner", "stop", "--data-dir", server.dataDir]);
  await server.stop();
  expect(await stop()).toMatchObject({ code: 0, stderr: "" });
  expect(await isRunning(runner)).toBe(false);
  expect((await stop()).stdout.toString()).toContain("No runner");
  expect(bystander.exitCode ?? bystander.signalCode).toBeNull();
  bystander.kill("SIGKILL");
});
