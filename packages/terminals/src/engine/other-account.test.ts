import { chmod, copyFile, cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { eyesOf } from "./eyes.ts";
import { checkPty } from "./pty.ts";
import { environmentOf, findSystemUser, type SystemUser } from "./system-user.ts";
import { readFacts, writeFacts } from "./terminal-file.ts";
import { openTestEngine, shell, transcript } from "./test-engine.ts";

const NOBODY = 65_534;
const asRoot = process.getuid?.() === 0 && process.platform === "linux";

const user: SystemUser = { ...(findSystemUser(`${NOBODY}:${NOBODY}`) ?? nobody()), groups: [100] };
const environment = environmentOf(user, { PATH: "/usr/bin:/bin", HOME: "/root", TMPDIR: "/root/tmp", SHELL: "/bin/zsh" });
const kept = process.getgroups?.() ?? [];
/** Where that account may go; beside it a folder where only root may. */
let open = "";

function nobody(): never {
  throw new Error("an id is always a user");
}

beforeAll(async () => {
  if (!asRoot) return;
  // As the runner does.
  process.setgroups?.([...user.groups]);
  open = await mkdtemp("/tmp/pilothouse-open-");
  await chmod(open, 0o755);
  await mkdir(join(open, "closed/inner"), { recursive: true });
  await chmod(join(open, "closed"), 0o700);
  await copyFile("/bin/true", join(open, "closed/tool"));
  await chmod(join(open, "closed/inner"), 0o755);
});

afterAll(async () => {
  if (!asRoot) return;
  process.setgroups?.(kept);
  await rm(open, { recursive: true });
});

test("an account is named by its name, its number, or by numbers alone", () => {
  const root = findSystemUser("root");
  expect(root).toMatchObject({ uid: 0, gid: 0, name: "root" });
  expect(findSystemUser("0")).toEqual(root);
  expect(findSystemUser("4242:4343")).toEqual({ uid: 4242, gid: 4343, groups: [], name: "4242", home: "/", shell: null });
  for (const none of ["", "no-such-user", "4242", "-1:-1", "4294967295:0", "0:4294967295", "1:2:3", "root:0"]) {
    expect(findSystemUser(none)).toBeNull();
  }
});

test("a terminal of another account is told nothing of this one's folders", () => {
  expect(environment).toEqual({ PATH: "/usr/bin:/bin", HOME: user.home, USER: user.name, LOGNAME: user.name, SHELL: undefined });
});

test.runIf(asRoot)("S22: a program runs as its account alone: ids, groups, rights, terminal and open files", async () => {
  await using engine = await openTestEngine({ user, environment });
  const script =
    'grep -E "^(Uid|Gid|Groups|CapPrm|CapEff|CapInh):" /proc/self/status; pwd; env; ls -l /proc/self/fd; stat -c "tty %u" "$(tty)"; cat "$1"; cat /proc/$PPID/environ';
  const made = await engine.host.spawn(shell("", { command: ["sh", "-c", script, "sh", join(open, "closed/tool")], cwd: open }));
  const { text } = await transcript(engine.host, made);
  for (const name of ["Uid", "Gid"]) expect(text).toContain(`${name}:\t${[1, 2, 3, 4].map(() => NOBODY).join("\t")}`);
  expect(text).toMatch(/Groups:\t100 \r?\n/);
  for (const name of ["CapPrm", "CapEff", "CapInh"]) expect(text).toContain(`${name}:\t0000000000000000`);
  expect(text).toContain(`\r\n${open}\r\n`);
  expect(text).toContain(`PWD=${open}\r\n`);
  expect(text).not.toContain("OLDPWD");
  expect(text).toContain(`tty ${NOBODY}`);
  expect(text).not.toMatch(/-> .*(?:ptmx|pilothouse-engine)/);
  expect(text.match(/Permission denied/g)).toHaveLength(2);
});

test.runIf(asRoot)("S22: what comes with the environment does not run before the change of account", async () => {
  await using engine = await openTestEngine({ user, environment });
  const proof = join(open, "closed/proof");
  const env = { LD_PRELOAD: "/nowhere.so", ENV: proof, BASH_ENV: proof, PATH: `${join(open, "closed")}:/usr/bin:/bin` };
  const made = await engine.host.spawn(shell("id -u; cat /proc/self/loginuid >/dev/null", { env, cwd: "/" }));
  const { text } = await transcript(engine.host, made);
  expect(text).toContain(`${NOBODY}\r\n`);
  // The loader complains for each program that it runs, the first of them with the account's rights already.
  expect(text).toContain("/nowhere.so");
});

test.runIf(asRoot)("a folder or a program that its account may not use is refused as if root could not either", async () => {
  await using engine = await openTestEngine({ user, environment });
  const { host } = engine;
  const inner = join(open, "closed/inner");
  await expect(host.spawn(shell(":", { cwd: inner }))).rejects.toMatchObject({ kind: "invalid" });
  await expect(host.spawn(shell(":", { cwd: join(open, "closed") }))).rejects.toThrow("may not be entered");
  const tool = join(open, "closed/tool");
  await expect(host.spawn(shell("", { command: [tool] }))).rejects.toThrow(`${tool} was not found`);
  const env = { PATH: `${join(open, "closed")}:/usr/bin:/bin` };
  await expect(host.spawn(shell("", { command: ["tool"], env }))).rejects.toThrow("tool was not found on PATH");
  expect(await host.info()).toMatchObject({ home: user.home, shell: expect.stringMatching(/^\/bin\/(ba)?sh$/) });
  await expect(eyesOf(user).head("/etc/shadow", 10)).rejects.toThrow();
  expect((await eyesOf(user).head("/etc/passwd", 4)).toString()).toBe("root");
});

test.runIf(asRoot)("a terminal ends with all that it started, also what has taken root's rights since", async () => {
  const risen = join(open, "risen");
  await copyFile("/bin/sleep", risen);
  await chmod(risen, 0o4755);
  await using engine = await openTestEngine({ user, environment });
  const made = await engine.host.spawn(shell(`setsid ${risen} 98811 & setsid ${risen} 98812 & echo started; wait`));
  await transcript(engine.host, made, "started");
  await vi.waitFor(async () => expect(await running(risen)).toBe(2));
  await engine.host.close(made.id);
  expect(await running(risen)).toBe(0);
});

test.runIf(asRoot)("an agent of another account reports, and what it lays out to catch its reader catches nothing", async () => {
  const claude = join(open, "claude");
  const report = JSON.stringify({ session_id: "s-1", hook_event_name: "Stop" });
  const traps = "mkfifo 2.Stop; ln -s /etc/passwd 3.Stop; mkdir 4.Stop; mkdir -p deep/er; ln -s /etc 5.Stop";
  await writeFile(claude, `#!/bin/sh\ncd "$(dirname "$2")"; pwd; ${traps}; echo '${report}' >9.part; mv 9.part 9.Stop; cat\n`);
  await chmod(claude, 0o755);
  await using engine = await openTestEngine({ user, environment });
  const made = await engine.host.spawn(shell("", { command: [claude], cwd: open }));
  const { text } = await transcript(engine.host, made, "hooks-");
  const place = /(\/tmp\/pilothouse-hooks-\w+)\/hooks-/.exec(text)?.[1] ?? "";
  const state = async () => (await engine.host.get(made.id)).activity.state;
  await vi.waitFor(async () => expect(await state()).toBe("idle"), { timeout: 30_000 });
  await engine.host.close(made.id);
  await vi.waitFor(async () => expect(await readdir(place)).toHaveLength(1));
  await rm(place, { recursive: true });
});

test.runIf(asRoot)("where the agent of a runner that is gone reported is removed with the next runner's start", async () => {
  const claude = join(open, "claude-that-waits/claude");
  await mkdir(join(open, "claude-that-waits"));
  await writeFile(claude, "#!/bin/sh\necho started; cat\n");
  await chmod(claude, 0o755);
  await using engine = await openTestEngine({ user, environment });
  const made = await engine.host.spawn(shell("", { command: [claude], cwd: open }));
  await transcript(engine.host, made, "started");
  const { reportFolder = "", ...facts } = await readFacts(join(engine.folder, made.id));
  expect(await readdir(reportFolder)).toEqual(["settings.json"]);
  // As it would be found after a crash and another start of the machine.
  const left = await mkdtemp("/tmp/pilothouse-engine-");
  await cp(engine.folder, left, { recursive: true });
  await writeFacts(join(left, made.id), { ...facts, reportFolder, owner: { ...facts.owner, boot: "another" } });
  await using next = await openTestEngine({ user, environment, folder: left });
  expect(await next.host.get(made.id)).toMatchObject({ status: "lost" });
  await expect(readdir(reportFolder)).rejects.toThrow("ENOENT");
});

test.runIf(asRoot)("a machine that cannot start programs as that account is found out at the start", async () => {
  await checkPty(user);
  // This process has other groups than that account is to have.
  await expect(checkPty({ ...user, groups: [100, 101] })).rejects.toThrow(`cannot be started as ${user.name}`);
});

async function running(program: string): Promise<number> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const lines = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "")));
  return lines.filter((line) => line.startsWith(`${program}\0`)).length;
}
