import { mkdir, readFile, rename, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { errnoOf, Fault } from "@pilothouse/platform";
import webPush from "web-push";
import { z } from "zod";

/** The key pair by which push services know this server (VAPID, RFC 8292), in base64url. */
const VapidKeys = z.object({ publicKey: z.string().length(87), privateKey: z.string().length(43) });
export interface VapidKeys extends z.infer<typeof VapidKeys> {}

const OTHERS = 0o077;

/** Reads the key from `<folder>/keys`, made at the first start (0600). Fault `unavailable` when others could read it. */
export async function loadVapidKeys(folder: string): Promise<VapidKeys> {
  const file = join(folder, "keys", "web-push.json");
  await mkdir(join(folder, "keys"), { recursive: true, mode: 0o700 });
  return (await readKeys(file)) ?? makeKeys(file);
}

async function readKeys(file: string): Promise<VapidKeys | null> {
  try {
    const { mode } = await stat(file);
    if (process.platform !== "win32" && (mode & OTHERS) !== 0)
      throw new Fault("unavailable", `other users can read the key for notifications: run chmod 600 ${file}`);
    const keys = VapidKeys.safeParse(parse(await readFile(file, "utf8")));
    if (keys.success) return keys.data;
    throw new Fault("unavailable", `${file} is not a key for notifications; delete it and every device subscribes again`);
  } catch (error) {
    if (errnoOf(error) === "ENOENT") return null;
    throw error;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

async function makeKeys(file: string): Promise<VapidKeys> {
  const keys = webPush.generateVAPIDKeys();
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, JSON.stringify(keys), { mode: 0o600, flush: true });
  await rename(draft, file);
  return keys;
}
