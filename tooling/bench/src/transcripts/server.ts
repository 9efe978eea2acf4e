import { setTimeout as delay } from "node:timers/promises";
import type { Client } from "@pilothouse/sdk";

/** Settings of a server that reads this folder alone. */
export function onlyClaude(path: string): Record<string, string> {
  return { LOG_LEVEL: "warn", CLAUDE_PROJECTS_PATH: path, CODEX_SESSIONS_PATH: "none", GEMINI_TMP_PATH: "none" };
}

/** Waits until all that there is was read. */
export async function untilRead(client: Client): Promise<void> {
  while (true) {
    const sources = await client.sources.list();
    if (sources.length > 0 && sources.every(({ files, bytes, readBytes }) => files > 0 && bytes === readBytes)) return;
    await delay(100);
  }
}
