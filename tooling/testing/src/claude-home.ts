import { mkdir, realpath, writeFile } from "node:fs/promises";
import { join } from "node:path";

export interface ClaudeHome {
  /** A trusted project folder, to start `claude` in. */
  readonly project: string;
  /** What `claude` needs in its environment to talk to the model stub and to nobody else. */
  readonly env: Readonly<Record<string, string>>;
}

const API_KEY = "sk-ant-stub";

/** Prepares `folder` as the home of a Claude Code whose first-run questions are answered. */
export async function claudeHome(folder: string, modelUrl: string): Promise<ClaudeHome> {
  await mkdir(join(folder, "project"), { recursive: true });
  const home = await realpath(folder);
  const project = join(home, "project");
  const settings = {
    hasCompletedOnboarding: true,
    theme: "dark",
    customApiKeyResponses: { approved: [API_KEY], rejected: [] },
    projects: { [project]: { hasTrustDialogAccepted: true } },
  };
  await writeFile(join(home, ".claude.json"), JSON.stringify(settings));
  await mkdir(join(home, ".claude"), { recursive: true });
  await writeFile(join(home, ".claude", "settings.json"), JSON.stringify({ permissions: { defaultMode: "default" } }));
  const env = {
    HOME: home,
    ANTHROPIC_BASE_URL: modelUrl,
    ANTHROPIC_API_KEY: API_KEY,
    CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: "1",
    DISABLE_AUTOUPDATER: "1",
  };
  return { project, env };
}
