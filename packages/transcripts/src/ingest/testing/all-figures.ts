import { join } from "node:path";
import { fixtureNames } from "../../testing/unpack-fixtures.ts";
import { claudeFigures } from "./claude-figures.ts";
import { codexFigures, codexTruth } from "./codex-figures.ts";
import { claudeTruth, wholeTruth } from "./expected.ts";
import { geminiFigures, geminiTruth } from "./gemini-figures.ts";
import type { TestStore } from "./store.ts";
import { wholeFigures } from "./whole-figures.ts";

/** What the store of a test knows of one fixture in its home. */
export function figuresOf({ db, home }: Pick<TestStore, "db" | "home">, name: string) {
  const path = join(home, name);
  if (name.startsWith("claude/")) return claudeFigures(db, path);
  return name.startsWith("codex/") ? codexFigures(db, path) : geminiFigures(db, path);
}

/** What that is to be. */
export function truthOf(name: string) {
  if (name.startsWith("claude/")) return claudeTruth(name);
  return name.startsWith("codex/") ? codexTruth(name) : geminiTruth(name);
}

/** What it knows of all fixtures, one by one and together. */
export function allFigures(store: Pick<TestStore, "db" | "home">) {
  return { files: fixtureNames().map((name) => figuresOf(store, name)), whole: wholeFigures(store.db) };
}

/** What that is to be. */
export function allTruth() {
  return { files: fixtureNames().map(truthOf), whole: wholeTruth() };
}
