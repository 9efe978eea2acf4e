import { readFileSync, statSync } from "node:fs";
import { isAbsolute } from "node:path";

/** An account of the operating system that programs run as. */
export interface SystemUser {
  readonly uid: number;
  readonly gid: number;
  /** Supplementary groups. */
  readonly groups: readonly number[];
  readonly name: string;
  /** `/` for an account without a folder of its own. */
  readonly home: string;
  /** `null` for an account that nobody is meant to sign in to. */
  readonly shell: string | null;
}

/** What user ids can be handed to the system's calls here; the last one means nobody at all. */
const MOST = 2 ** 31 - 1;
const NUMBERS = /^(\d{1,10})(?::(\d{1,10}))?$/;
const NO_SHELL = /\/(?:nologin|false)$/;

interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  readonly home: string;
  readonly shell: string;
}

/** Lines as in passwd(5). */
function accounts(): Account[] {
  return lines("/etc/passwd").flatMap(([name = "", , uid = "", gid = "", , home = "", shell = ""]) =>
    name !== "" && /^\d+$/.test(uid) && /^\d+$/.test(gid) ? [{ name, uid: Number(uid), gid: Number(gid), home, shell }] : [],
  );
}

function lines(file: string): string[][] {
  return readFileSync(file, "utf8")
    .split("\n")
    .map((line) => line.split(":"));
}

/** Lines as in group(5). */
function groupsOf(name: string): number[] {
  return lines("/etc/group").flatMap(([, , gid = "", members = ""]) =>
    /^\d+$/.test(gid) && members.split(",").includes(name) ? [Number(gid)] : [],
  );
}

/**
 * The account that `text` names: a name of `/etc/passwd`, a user id, or `uid:gid`, which need no entry there. `null`
 * when there is none.
 */
export function findSystemUser(text: string): SystemUser | null {
  const numbers = NUMBERS.exec(text);
  const uid = numbers ? Number(numbers[1]) : null;
  const account = accounts().find((one) => (uid === null ? one.name === text : one.uid === uid));
  const gid = numbers?.[2] === undefined ? account?.gid : Number(numbers[2]);
  const user = uid ?? account?.uid;
  if (user === undefined || gid === undefined || user > MOST || gid > MOST) return null;
  return {
    uid: user,
    gid,
    groups: account ? groupsOf(account.name) : [],
    name: account?.name ?? String(user),
    home: account && isFolder(account.home) ? account.home : "/",
    shell: account && isAbsolute(account.shell) && !NO_SHELL.test(account.shell) ? account.shell : null,
  };
}

function isFolder(path: string): boolean {
  return isAbsolute(path) && statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** What the terminals of another account are to be given of this process's environment: nothing that names this account. */
export function environmentOf(
  { name, home, shell }: SystemUser,
  source: Readonly<Record<string, string | undefined>>,
): Record<string, string | undefined> {
  const { TMPDIR: _t, XDG_RUNTIME_DIR: _x, ...rest } = source;
  return { ...rest, HOME: home, USER: name, LOGNAME: name, SHELL: shell ?? undefined };
}
