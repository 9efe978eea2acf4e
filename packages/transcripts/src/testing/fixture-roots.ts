import { join } from "node:path";
import type { IndexedRoot } from "../indexer/messages.ts";

/** The folders of a home with fixtures, as the roots of one owner. */
export function fixtureRoots(home: string, owner: string): readonly IndexedRoot[] {
  return [
    { id: "0198c0de-0000-7000-8000-000000000001", agent: "claude", path: join(home, "claude/projects"), owner },
    { id: "0198c0de-0000-7000-8000-000000000002", agent: "codex", path: join(home, "codex/sessions"), owner },
    { id: "0198c0de-0000-7000-8000-000000000003", agent: "gemini", path: join(home, "gemini/tmp"), owner },
  ];
}
