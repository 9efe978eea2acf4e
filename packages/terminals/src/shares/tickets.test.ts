import { expect, test } from "vitest";
import { Tickets } from "./tickets.ts";

const guest = { shareId: "s", expiresAt: 10_000 };

test("a ticket names its guest for a while, and nothing else does", () => {
  let now = 0;
  const tickets = new Tickets({ shareTickets: 10, shareTicketMs: 100 }, { now: () => now });
  const ticket = tickets.issue(guest);
  expect(tickets.read(`${ticket}x`)).toBeNull();
  now = 99;
  expect(tickets.read(ticket)).toBe(guest);
  now = 100;
  expect(tickets.read(ticket)).toBeNull();
});

test("one ticket too many replaces the oldest", () => {
  const tickets = new Tickets({ shareTickets: 2, shareTicketMs: 100 }, { now: () => 0 });
  const [first, second, third] = [tickets.issue(guest), tickets.issue(guest), tickets.issue(guest)];
  expect([first, second, third].map((ticket) => tickets.read(ticket))).toEqual([null, guest, guest]);
});
