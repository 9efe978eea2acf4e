import type { Actor } from "@pilothouse/platform";
import type { Context } from "./context.ts";

interface Call<T> {
  readonly ctx: Context & { readonly actor: Actor };
  readonly path: string;
  readonly input: unknown;
  readonly answer: { parse(value: unknown): T };
}

/** Runs what creates something; at most once for a caller that sent an `Idempotency-Key` with it. */
export function once<T>({ ctx, ...call }: Call<T>, run: () => Promise<T>): Promise<T> {
  const { actor, requestKey: key, services } = ctx;
  return key === null ? run() : services.identity.askOnce({ ...call, actor, key }, run);
}
