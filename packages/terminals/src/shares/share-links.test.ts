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
