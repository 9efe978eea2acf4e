import type { Database } from "@pilothouse/db";
import { LIMITS } from "@pilothouse/contracts";
import { type Actor, Fault, newId } from "@pilothouse/platform";
import { expect, test } from "vitest";
import { collect, command, link, openAll, viewer } from "../test-open.ts";
import { eyes, guestOf, HERE, look, talking } from "./test-guests.ts";

const GONE = expect.objectContaining({ kind: "not_found" });

test("a live link shows the screen and what comes, and nothing of what was printed before by its place", async () => {
  await using all = await openAll();
  const { terminals, ada } = all;
  const { id, say } = await talking(all);
  const { share, token } = await terminals.shares.create(ada, { terminalId: id });
  const guest = await guestOf(all, token);
  const asked = { id, ...eyes(), from: { offset: 0 }, lastEventId: null };
  await say("after");
  const text = await look(await terminals.attach(guest, asked, link()), "after");
  expect(text).toContain("before");
  const { epoch } = await terminals.get(ada, id);
  const first = link();
  for await (const { event } of await terminals.attach(guest, { id, ...eyes(), lastEventId: `${epoch}:0:0` }, first)) {
    expect(event.type).toBe("snapshot");
    break;
  }
  first.stop();
  expect(share).toMatchObject({ kind: "live", viewers: 0, expiresAt: share.createdAt + LIMITS.shareLifeMs });
});

test("a link to the recording shows everything up to its making, whatever a guest asks for, and then stays silent", async () => {
  await using all = await openAll();
  const { terminals, ada } = all;
  const { id, say } = await talking(all);
  const { token } = await terminals.shares.create(ada, { terminalId: id, kind: "recording" });
  const opened = await terminals.shares.open(token, HERE);
  const guest = await guestOf(all, token);
  await say("secret");
  await collect({ terminals, who: ada, input: { ...viewer(), id, from: { offset: 0 } } }, (text) => text.includes("secret"));
  const { epoch, endOffset } = await terminals.get(ada, id);
  const whole = "before\r\n";
  const places = [
    { place: {}, shown: whole },
    { place: { from: { offset: 0 } }, shown: whole },
    { place: { from: { offset: endOffset } }, shown: "" },
    { place: { lastEventId: `${epoch}:${endOffset}:0` }, shown: "" },
  ];
  for (const { place, shown } of places) {
    const own = link();
    const view = await terminals.attach(guest, { id, ...eyes(), lag: "screen", ...place }, own);
    const all = Promise.withResolvers<void>();
    let text = "";
    const reading = (async () => {
      for await (const { event } of view) {
        expect(event.type).not.toBe("snapshot");
        if (event.type === "data") text += new TextDecoder().decode(event.bytes);
        if (text.length >= shown.length) all.resolve();
      }
    })();
    if (shown !== "") await all.promise;
    await say("more");
    await collect({ terminals, who: ada, input: { ...viewer(), id, from: { offset: 0 } } }, (seen) => seen.includes("more"));
    own.stop();
    await reading;
    expect(text).toBe(shown);
  }
  expect(opened).toMatchObject({ kind: "recording", untilOffset: "before\r\n".length, terminalId: id });
});

test("a link to the recording of what is over shows all of it and the exit", async () => {
  await using all = await openAll();
  const { terminals, ada } = all;
  const { id } = await terminals.create(ada, { command: command("echo all; exit 3") });
  await collect({ terminals, who: ada, input: { ...viewer(), id, from: { offset: 0 } } });
  await terminals.close(ada, id);
  const { token } = await terminals.shares.create(ada, { terminalId: id, kind: "recording" });
  const guest = await guestOf(all, token);
  const events: string[] = [];
  for await (const { event } of await terminals.attach(guest, { id, ...eyes(), from: { offset: 0 } }, link()))
    events.push(event.type);
  expect(events.at(-1)).toBe("exit");
  expect(events).toContain("data");
});

test("a guest is counted and named to the owner, is told no names, and decides neither size nor control", async () => {
  await using all = await openAll();
  const { terminals, ada } = all;
  const { id } = await talking(all);
  const { share, token } = await terminals.shares.create(ada, { terminalId: id });
  const guest = await guestOf(all, token);
  const hers = link();
  const herView = await terminals.attach(ada, { ...viewer(), id }, hers);
  const herEvents = herView[Symbol.asyncIterator]();
  await herEvents.next();
  const own = link();
  const guestEvents = (await terminals.attach(guest, { id, ...eyes() }, own))[Symbol.asyncIterator]();
  expect((await guestEvents.next()).value?.event.type).toBe("snapshot");
  const told = (await guestEvents.next()).value?.event;
  expect(told).toMatchObject({ type: "state", viewers: [], controller: null, viewerCount: 2 });
  for (;;) {
    const { value } = await herEvents.next();
    if (value?.event.type !== "state" || value.event.viewerCount < 2) continue;
    expect(value.event.viewers).toContainEqual(expect.objectContaining({ name: "Guest", mode: "view", userId: share.id }));
    expect(value.event.controller).toBe(value.event.viewers[0]?.viewerId);
    break;
  }
  await expect(terminals.attach(guest, { id, ...eyes(), mode: "control" }, link())).rejects.toThrow("only shows");
  own.stop();
  hers.stop();
});

test("only its owner makes, lists and revokes a link, and each terminal has so many", async () => {
  await using all = await openAll({ sharesPerTerminal: 2 });
  const { terminals, ada, bob } = all;
  const { id } = await talking(all);
  await expect(terminals.shares.create(bob, { terminalId: id })).rejects.toEqual(GONE);
  await expect(terminals.shares.list(bob, { terminalId: id })).rejects.toEqual(GONE);
  const one = await terminals.shares.create(ada, { terminalId: id });
  const two = await terminals.shares.create(ada, { terminalId: id });
  await expect(terminals.shares.create(ada, { terminalId: id })).rejects.toMatchObject({ kind: "quota", facts: { limit: 2 } });
  await expect(terminals.shares.revoke(bob, one.share.id)).rejects.toEqual(GONE);
  expect(await terminals.shares.list(ada, { terminalId: id })).toEqual([two.share, one.share]);
  await terminals.shares.revoke(ada, one.share.id);
  await expect(terminals.shares.revoke(ada, one.share.id)).rejects.toEqual(GONE);
  await terminals.shares.create(ada, { terminalId: id });
});

test("a revoked link lets nobody in and nobody stay, and the end is told; so it is when its owner goes, or its terminal", async () => {
  await using all = await openAll();
  const { terminals, ada } = all;
  const { id } = await talking(all);
  const ended: string[] = [];
  terminals.shares.onEnded((shareId) => ended.push(shareId));
  const make = async () => {
    const { share, token } = await terminals.shares.create(ada, { terminalId: id });
    return { share, token, guest: await guestOf(all, token) };
  };
  const ends = [
    (shareId: string) => terminals.shares.revoke(ada, shareId),
    () => terminals.shares.endMadeBy({ userId: ada.userId }),
    () => terminals.delete(ada, id),
  ];
  for (const end of ends) {
    const { share, token, guest } = await make();
    expect(await terminals.shares.isOpen(guest)).toBe(true);
    await end(share.id);
    expect(ended.at(-1)).toBe(share.id);
    expect(await terminals.shares.isOpen(guest)).toBe(false);
    await expect(terminals.shares.open(token, HERE)).rejects.toEqual(GONE);
    await expect(terminals.attach(guest, { id, ...eyes() }, link())).rejects.toEqual(GONE);
    await expect(terminals.ack(guest, { id, viewerId: newId(), offset: 0 })).rejects.toEqual(GONE);
  }
});

test("wrong, revoked and malformed links get one answer, and a network that tries too many has to wait, but not with a right one", async () => {
  await using all = await openAll({ shareMissesPerNetwork: 4 });
  const { terminals, ada } = all;
  const { id } = await talking(all);
  const { token } = await terminals.shares.create(ada, { terminalId: id });
  const old = await terminals.shares.create(ada, { terminalId: id });
  await terminals.shares.revoke(ada, old.share.id);
  const other = token.at(-1) === "A" ? "E" : "A";
  const answers = [];
  for (const wrong of [old.token, `${token.slice(0, -1)}${other}`, "phs_", `phs_${"0".repeat(32)}${"a".repeat(43)}`]) {
    answers.push(
      await terminals.shares
        .open(wrong, "2001:db8::1")
        .catch((error: unknown) => (error instanceof Fault ? error.message : error)),
    );
  }
  expect(new Set(answers).size).toBe(1);
  await expect(terminals.shares.open(old.token, "2001:db8::2")).rejects.toMatchObject({
    kind: "quota",
    facts: { retryAfterMs: expect.any(Number) },
  });
  expect(await terminals.shares.open(token, "2001:db8::2")).toMatchObject({ terminalId: id });
});

test("no more may look through a link than its limit, and who left makes room", async () => {
  await using all = await openAll({ viewersPerShare: 1 });
  const { terminals, ada } = all;
  const { id } = await talking(all);
  const { share, token } = await terminals.shares.create(ada, { terminalId: id });
  const guest = await guestOf(all, token);
  const own = link();
  const view = (await terminals.attach(guest, { id, ...eyes() }, own))[Symbol.asyncIterator]();
  await view.next();
  expect(await terminals.shares.list(ada, { terminalId: id })).toEqual([{ ...share, viewers: 1 }]);
  await expect(terminals.shares.open(token, HERE)).rejects.toMatchObject({ kind: "quota", facts: { limit: 1 } });
  await view.return?.();
  await terminals.shares.open(token, HERE);
});

test("what is stored does not open the link", async () => {
  await using all = await openAll();
  const { id } = await talking(all);
  const { token } = await all.terminals.shares.create(all.ada, { terminalId: id });
  const row = await all.db.selectFrom("terminalShares").selectAll().executeTakeFirstOrThrow();
  expect(JSON.stringify(row)).not.toContain(token.slice(-43));
});

test("a link of a disabled user, a revoked sign-in or a revoked API token opens nothing, although nobody ended it", async () => {
  await using all = await openAll();
  const { terminals, ada, db } = all;
  const { userId } = ada;
  const { id } = await talking(all);
  const [loginId, tokenId] = [newId(), newId()];
  const times = { createdAt: 0, revokedAt: null };
  const login = { id: loginId, userId, userAgent: "", address: "", lastSeenAt: 0, expiresAt: Number.MAX_SAFE_INTEGER, ...times };
  await db.insertInto("logins").values(login).execute();
  const token: Database["apiTokens"] = {
    id: tokenId,
    userId,
    name: "",
    hint: "",
    scope: "write",
    tokenHash: "x",
    expiresAt: null,
    lastUsedAt: null,
    ...times,
  };
  await db.insertInto("apiTokens").values(token).execute();
  const make = (via: Actor["via"]) => terminals.shares.create({ ...ada, via }, { terminalId: id });
  const byLogin = await make({ kind: "login", loginId });
  const byToken = await make({ kind: "token", tokenId, scope: "write" });
  const other = await make(ada.via);
  const listed = async () => (await terminals.shares.list(ada, { terminalId: id })).map((share) => share.id);
  expect(await listed()).toEqual([other.share.id, byToken.share.id, byLogin.share.id]);

  await db.updateTable("logins").set({ revokedAt: 1 }).where("id", "=", loginId).execute();
  await expect(terminals.shares.open(byLogin.token, HERE)).rejects.toEqual(GONE);
  expect(await listed()).toEqual([other.share.id, byToken.share.id]);
  await db.updateTable("apiTokens").set({ revokedAt: 1 }).where("id", "=", tokenId).execute();
  await expect(terminals.shares.open(byToken.token, HERE)).rejects.toEqual(GONE);
  expect(await listed()).toEqual([other.share.id]);
  await db.updateTable("users").set({ disabledAt: 1 }).where("id", "=", userId).execute();
  await expect(terminals.shares.open(other.token, HERE)).rejects.toEqual(GONE);
});
