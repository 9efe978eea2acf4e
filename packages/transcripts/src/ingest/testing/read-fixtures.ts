import { fixtureNames, readFixture } from "../../testing/unpack-fixtures.ts";
import type { TestStore } from "./store.ts";

/** Reads the fixtures with those texts in their paths. */
export function readFixtures(store: TestStore, texts: readonly string[]): void {
  for (const name of fixtureNames()) if (texts.some((text) => name.includes(text))) store.write(name, readFixture(name));
}
