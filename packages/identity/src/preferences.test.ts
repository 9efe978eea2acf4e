import { LIMITS } from "@pilothouse/contracts";
import { expect, test } from "vitest";
import { openWithTwoUsers } from "./testing/open-test-identity.ts";

const terminal = "01890a5d-ac96-774b-bcce-b302099a8057";

test("preferences are each user's own, start empty, and survive a restart", async () => {
  await using t = await openWithTwoUsers();
  expect(await t.identity.getPreferences(t.member)).toEqual({ revision: 0, values: {} });
  const layout = [{ panes: terminal, zoomed: false }];
  const set = await t.identity.setPreferences(t.member, { values: { theme: "dark", layout } });
  expect(set).toEqual({ revision: 1, values: { theme: "dark", layout } });
  await t.restart();
  expect(await t.identity.getPreferences(t.member)).toEqual(set);
  expect(await t.identity.getPreferences(t.admin)).toEqual({ revision: 0, values: {} });
});

test("two browsers that change different things keep both; of the same thing the last one stays", async () => {
  await using t = await openWithTwoUsers();
  await t.identity.setPreferences(t.member, { values: { theme: "dark", fontSize: 12 } });
  await t.identity.setPreferences(t.member, { values: { leader: "alt-shift-space" } });
  await t.identity.setPreferences(t.member, { values: { fontSize: 16 } });
  expect(await t.identity.getPreferences(t.member)).toEqual({
    revision: 3,
    values: { theme: "dark", fontSize: 16, leader: "alt-shift-space" },
  });
  expect(await t.identity.setPreferences(t.member, { values: {} })).toMatchObject({ revision: 3 });
});

test("whoever names what it knows does not overwrite what it has not seen", async () => {
  await using t = await openWithTwoUsers();
  const { revision } = await t.identity.setPreferences(t.member, { values: { layout: [] } });
  await t.identity.setPreferences(t.member, { values: { theme: "light" }, knownRevision: revision });
  const layout = [{ panes: terminal, zoomed: false }];
  await t.identity.setPreferences(t.member, { values: { layout }, knownRevision: revision });
  const stale = t.identity.setPreferences(t.member, { values: { layout: [], theme: "dark" }, knownRevision: revision });
  await expect(stale).rejects.toMatchObject({ kind: "conflict" });
  expect((await t.identity.getPreferences(t.member)).values).toEqual({ layout, theme: "light" });
});

test("a value of another version is left out and does not spoil the others", async () => {
  await using t = await openWithTwoUsers();
  await t.identity.setPreferences(t.member, { values: { fontSize: 12 } });
  const row = { userId: t.memberUser.id, revision: 7 };
  await t.db
    .insertInto("preferences")
    .values([
      { ...row, name: "theme", value: '"sepia"' },
      { ...row, name: "fromTheFuture", value: "[1]" },
    ])
    .execute();
  expect(await t.identity.getPreferences(t.member)).toEqual({ revision: 7, values: { fontSize: 12 } });
});

test("preferences have a bound together, and one that breaks it changes nothing", async () => {
  await using t = await openWithTwoUsers();
  await t.identity.setPreferences(t.member, { values: { theme: "dark" } });
  const filler = { userId: t.memberUser.id, name: "filler", revision: 1 };
  const room = LIMITS.preferencesBytes - '"dark"'.length;
  await t.db
    .insertInto("preferences")
    .values({ ...filler, value: JSON.stringify("x".repeat(room - 4)) })
    .execute();
  await t.identity.setPreferences(t.member, { values: { fontSize: 12 } });
  const over = t.identity.setPreferences(t.member, { values: { fontFamily: "", graphicsPanes: 10 } });
  await expect(over).rejects.toMatchObject({ kind: "too_large", facts: { limit: LIMITS.preferencesBytes } });
  expect(await t.identity.getPreferences(t.member)).toEqual({ revision: 2, values: { theme: "dark", fontSize: 12 } });
});
