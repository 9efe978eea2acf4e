import { toPilothouseError } from "../error.ts";
import type { TokenSource } from "../options.ts";

/** The current token; after a refusal, called with the refused one, another if there is any. */
export type ReadToken = (refused?: string) => Promise<string | undefined>;

export function readTokenFrom(source: TokenSource | undefined): ReadToken {
  if (typeof source !== "function") return () => Promise.resolve(source);
  return async (refused) => source(refused);
}

/** Asks for the token; what goes wrong there is a `PilothouseError` too. */
export async function askForToken(readToken: ReadToken, refused?: string): Promise<string | undefined> {
  try {
    return await readToken(refused);
  } catch (error) {
    throw toPilothouseError(error);
  }
}
