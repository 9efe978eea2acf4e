import { appRouter, PERMISSIONS } from "@pilothouse/api";
import { z } from "zod";
import { type Caller, expectedOf, kindOf, typeOf, type Whose } from "./expected.ts";
import type { Line, Outcome } from "./line.ts";
import { oneOf, randomFrom } from "./random.ts";
import { validInput } from "./valid-input.ts";
import { type Ids, nothing, type World } from "./world.ts";

export const SEED = 20_261_126;
const random = randomFrom(SEED);
/** Calls of one caller that are under way at a time. */
const AT_ONCE = 24;

/** The procedures about somebody's object, and the others. */
const ABOUT = Object.keys(PERMISSIONS).filter((path) => ["own", "team", "shared"].includes(accessOf(path)));
export const OTHERS = Object.keys(PERMISSIONS).filter((path) => !ABOUT.includes(path));

export function accessOf(path: string): string {
  return PERMISSIONS[path]?.access ?? "";
}

export interface Case {
  readonly path: string;
  readonly whose: Whose;
  readonly input: unknown;
}

interface Tried extends Case, Outcome {
  readonly expected: string;
}

/** An input that a procedure takes, about these objects; `undefined` for a procedure without one. */
export function inputOf(path: string, ids: Partial<Ids>, whole: boolean): unknown {
  const procedures: object = appRouter._def.procedures;
  const inputs: unknown = Reflect.get(Object(Reflect.get(Object(Reflect.get(procedures, path)), "_def")), "inputs");
  const [schema]: readonly unknown[] = Array.isArray(inputs) ? inputs : [];
  if (!(schema instanceof z.core.$ZodType)) return undefined;
  const named = new Map<string | undefined, string>(Object.entries(ids));
  return validInput(schema, { random, idOf: (key) => named.get(kindOf(path, key)), whole });
}

/** Whether there is one among these objects that the procedure is about. A team is nobody's own. */
function isSubject(path: string, whose: Whose, ids: Partial<Ids>): boolean {
  const kind = kindOf(path, "id");
  return kind !== undefined && kind in ids && !(kind === "team" && whose === "hers");
}

/** A call of each procedure about an object, about hers, her team's and nobody's; `whole`: with all that may be left out. */
export function casesAbout({ own, ofTeam }: World, whole: boolean): Case[] {
  const objects: readonly (readonly [Whose, Partial<Ids>])[] = [
    ["hers", own],
    ["of her team", { ...ofTeam, user: own.user }],
    ["nobody's", nothing()],
  ];
  return ABOUT.flatMap((path) =>
    objects
      .filter(([whose, ids]) => whose === "nobody's" || isSubject(path, whose, ids))
      .map(([whose, ids]) => ({ path, whose, input: inputOf(path, ids, whole || MUST_NAME.has(path)) })),
  );
}

/** Where the object may be left out. */
const MUST_NAME = new Set([
  "terminals.search",
  "conversations.search",
  "analytics.usage",
  "analytics.tools",
  "analytics.activity",
]);

const UUID = /[0-9a-f]{8}-[0-9a-f-]{27}/g;

export function by(path: string): "http" | "socket" {
  return typeOf(path) === "subscription" ? "socket" : oneOf(random, ["http", "socket"]);
}

async function inChunks<T, R>(all: readonly T[], work: (one: T) => Promise<R>): Promise<R[]> {
  const done: R[] = [];
  for (let at = 0; at < all.length; at += AT_ONCE) done.push(...(await Promise.all(all.slice(at, at + AT_ONCE).map(work))));
  return done;
}

export async function tryAll(line: Line, caller: Caller, cases: readonly Case[]): Promise<Tried[]> {
  return inChunks(cases, async (one) => {
    const outcome = await line.call(one.path, one.input, by(one.path));
    return { ...one, ...outcome, expected: expectedOf(one.path, caller, one.whose) };
  });
}

/** What was not answered as the table says, in words. */
export function wrong(caller: Caller, tried: readonly Tried[]): string[] {
  return tried
    .filter(({ answer, expected }) => answer !== expected)
    .map(
      ({ path, whose, answer, expected, message }) =>
        `${caller.name}: ${path}, ${whose}: ${answer}, not ${expected} (${message})`,
    );
}

/** Answers to calls about what is not there for a caller that tell whether it is there. */
export function telling(caller: Caller, tried: readonly Tried[]): string[] {
  const words = new Map<string, Set<string>>();
  for (const { path, answer, message } of tried) {
    if (answer !== "not_found 404") continue;
    words.set(path, (words.get(path) ?? new Set()).add(message.replaceAll(UUID, "<id>")));
  }
  return [...words].filter(([, all]) => all.size > 1).map(([path, all]) => `${caller.name}: ${path}: ${[...all].join(" / ")}`);
}
