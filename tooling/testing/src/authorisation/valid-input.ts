import { z } from "zod";
import { oneOf } from "./random.ts";

/** Names an object in an input; `undefined` for an id that names none, such as a view's. */
type IdOf = (key: string) => string | undefined;

interface Making {
  readonly random: () => number;
  readonly idOf: IdOf;
  /** Whether what may be left out is there, too. */
  readonly whole: boolean;
}

const { core } = z;

/** Texts of every kind that this contract has. A leaf takes those that its own schema takes. */
const TEXTS = [
  "word",
  "two words",
  "NAME_1",
  "key-name.1",
  "nobody@example.org",
  "correct horse battery",
  "0",
  "https://push.example.org/device",
  "/tmp",
  "UTC",
  "B".repeat(43),
  "B".repeat(22),
  "B".repeat(87),
] as const;
const ATTEMPTS = 20;
const NUMBERS = [0, 1, 2, 20, 80, 1_000] as const;

/** A value that a schema takes, made of the schema alone; throws for one that it cannot make. */
export function validInput(schema: z.core.$ZodType, making: Making): unknown {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    // Some need one of what may be left out.
    const value = make(schema, { ...making, whole: making.whole || attempt > 0 }, "");
    if (takes(schema, value)) return value;
  }
  throw new Error("no input was made that this schema takes");
}

function make(schema: z.core.$ZodType, making: Making, key: string): unknown {
  if (schema instanceof core.$ZodObject) return makeObject(schema, making);
  if (schema instanceof core.$ZodOptional) return making.whole ? make(schema._zod.def.innerType, making, key) : undefined;
  if (schema instanceof core.$ZodDefault || schema instanceof core.$ZodPrefault)
    return making.whole ? make(schema._zod.def.innerType, making, key) : undefined;
  if (schema instanceof core.$ZodNullable) return make(schema._zod.def.innerType, making, key);
  if (schema instanceof core.$ZodReadonly) return make(schema._zod.def.innerType, making, key);
  if (schema instanceof core.$ZodPipe) return TEXTS.find((text) => takes(schema, text)) ?? make(schema._zod.def.in, making, key);
  if (schema instanceof core.$ZodUnion) return make(oneOf(making.random, schema._zod.def.options), making, key);
  if (schema instanceof core.$ZodArray) return [make(schema._zod.def.element, making, key)];
  if (schema instanceof core.$ZodRecord) return { NAME_1: make(schema._zod.def.valueType, making, key) };
  if (schema instanceof core.$ZodEnum) return oneOf(making.random, Object.values(schema._zod.def.entries));
  if (schema instanceof core.$ZodLiteral) return oneOf(making.random, schema._zod.def.values);
  return makeLeaf(schema, making, key);
}

function makeObject(schema: z.core.$ZodObject, making: Making): Record<string, unknown> {
  const fields = Object.entries(schema._zod.def.shape).map(([name, field]) => [name, make(field, making, name)] as const);
  return Object.fromEntries(fields.filter(([, value]) => value !== undefined));
}

function makeLeaf(schema: z.core.$ZodType, making: Making, key: string): unknown {
  const named = making.idOf(key);
  // Some objects have numbers.
  if (named !== undefined && takes(schema, Number(named))) return Number(named);
  const id = named ?? crypto.randomUUID();
  if (takes(schema, id) && !takes(schema, "two words")) return id;
  return fitting(schema, [...TEXTS, ...NUMBERS, true, false, Uint8Array.of(3)], making);
}

function fitting(schema: z.core.$ZodType, candidates: readonly unknown[], { random }: Making): unknown {
  return oneOf(
    random,
    candidates.filter((candidate) => takes(schema, candidate)),
  );
}

function takes(schema: z.core.$ZodType, value: unknown): boolean {
  return core.safeParse(schema, value).success;
}
