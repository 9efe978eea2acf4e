import { createLogger, newId, systemClock } from "@pilothouse/platform";
import { expect, test } from "vitest";
import { ShareLinks } from "./share-links.ts";
import type { ShareRecord, ShareStore } from "./share-store.ts";

const log = createLogger({ level: "silent", name: "test" });

function made(from: Partial<ShareRecord>): ShareRecord {
  const extent = { fromOffset: 0, untilOffset: null, createdAt: 0, expiresAt: Number.MAX_SAFE_INTEGER };
  const proof = { ownerId: "ada", loginId: null, tokenId: null };
  return { id: newId(), terminalId: "t", sharedBy: "", kind: "live", secretHash: "", ...extent, ...proof, ...from };
}

test("who looks through the links of somebody who was stopped is sent away although the store fails", async () => {
  const all = [
    made({ tokenId: "stolen" }),
    made({ tokenId: "other" }),
    made({ loginId: "login" }),
    made({ ownerId: "bob", tokenId: "stolen" }),
  ];
  const store: ShareStore = {
    addShare: () => Promise.resolve(false),
    share: async (id) => all.find((share) => share.id === id),
    sharesOf: () => Promise.resolve([]),
    removeShare: () => Promise.resolve(),
    removeLostShares: () => Promise.resolve([]),
    removeShares: () => Promise.reject(new Error("the disk is full")),
  };
  const links = new ShareLinks({ store, clock: systemClock, log });
  const ended: string[] = [];
  links.onEnded((id) => ended.push(id));
  const [byToken, byOther, byLogin] = all.map(({ id }) => id);
  for (const { id } of all) await links.get(id);
  await expect(links.endMadeBy({ userId: "ada", tokenId: "stolen" })).rejects.toThrow("full");
  expect(ended).toEqual([byToken]);
  await expect(links.endMadeBy({ userId: "ada", loginId: "login" })).rejects.toThrow("full");
  expect(ended).toEqual([byToken, byLogin]);
  for (const { id } of all) await links.get(id);
  await expect(links.endMadeBy({ userId: "ada" })).rejects.toThrow("full");
  expect(new Set(ended.slice(2))).toEqual(new Set([byToken, byOther, byLogin]));
});

test("who looks through a link is sent away when it cannot be told which links somebody has lost", async () => {
  const all = [made({ loginId: "login" }), made({ ownerId: "bob" })];
  let full = false;
  const store: ShareStore = {
    addShare: () => Promise.resolve(false),
    share: async (id) => all.find((share) => share.id === id),
    sharesOf: () => Promise.resolve([]),
    removeShare: () => Promise.resolve(),
    removeLostShares: () => (full ? Promise.reject(new Error("the disk is full")) : Promise.resolve([])),
    removeShares: () => Promise.reject(new Error("the disk is full")),
  };
  const links = new ShareLinks({ store, clock: systemClock, log });
  const ended: string[] = [];
  links.onEnded((id) => ended.push(id));
  for (const { id } of all) await links.get(id);
  // Whoever only looks has asked for nothing since.
  await links.endLost();
  expect(ended).toEqual([]);
  full = true;
  await expect(links.endMadeBy({ userId: "ada" })).rejects.toThrow("full");
  expect(ended).toEqual([all[0]?.id]);
  await expect(links.endLost()).rejects.toThrow("full");
  expect(ended).toEqual(all.map(({ id }) => id));
});
