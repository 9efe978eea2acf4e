import { createPublicKey, type KeyObject } from "node:crypto";
import { LIMITS } from "@pilothouse/contracts";
import { type Clock, type Logger, messageOf } from "@pilothouse/platform";
import { JwksClient } from "jwks-rsa";
import { z } from "zod";
import { fetchFrom } from "../sso/provider-fetch.ts";
import type { EntraSettings } from "./settings.ts";

const KeySet = z.object({ keys: z.array(z.record(z.string(), z.unknown())) });

interface TenantKeysDeps {
  readonly clock: Clock;
  readonly log: Logger;
}

/** The tenant's public keys, by their ids. They come from one address, which no token has a say in. */
export class TenantKeys {
  readonly #deps: TenantKeysDeps;
  readonly #client: JwksClient;
  #keys: ReadonlyMap<string, KeyObject> = new Map();
  #fetchedAt = Number.NEGATIVE_INFINITY;
  #askedAt = Number.NEGATIVE_INFINITY;
  #asking: Promise<void> | null = null;

  constructor({ authority, tenant }: Pick<EntraSettings, "authority" | "tenant">, deps: TenantKeysDeps) {
    this.#deps = deps;
    const call = fetchFrom(authority);
    this.#client = new JwksClient({
      jwksUri: new URL(`/${tenant}/discovery/v2.0/keys`, authority).href,
      // What is kept, and how often it is asked for, is decided here: the library counts each unknown id apart.
      cache: false,
      rateLimit: false,
      fetcher: async (uri) => {
        const signal = AbortSignal.timeout(LIMITS.ssoAnswerMs);
        const answer = await call(uri, { method: "GET", headers: {}, body: undefined, redirect: "manual", signal });
        if (answer.status !== 200) throw new Error(`the keys are answered with ${answer.status}`);
        return KeySet.parse(await answer.json());
      },
    });
  }

  /** `null` when there is none of this id, or none that is recent enough while the tenant does not answer. */
  async find(id: string): Promise<KeyObject | null> {
    const age = () => this.#deps.clock.now() - this.#fetchedAt;
    const known = this.#keys.get(id);
    if (known !== undefined && age() < LIMITS.entraKeysMs) return known;
    await this.#askAgain();
    return age() < LIMITS.entraKeysKeptMs ? (this.#keys.get(id) ?? null) : null;
  }

  /** Once at a time, and once in a while, however many ids are made up. */
  async #askAgain(): Promise<void> {
    const now = this.#deps.clock.now();
    if (!this.#asking && now - this.#askedAt < LIMITS.entraKeysPauseMs) return;
    this.#asking ??= this.#ask(now).finally(() => {
      this.#asking = null;
    });
    await this.#asking;
  }

  async #ask(now: number): Promise<void> {
    this.#askedAt = now;
    try {
      const keys = await this.#client.getSigningKeys();
      this.#keys = new Map(keys.map((key) => [key.kid, createPublicKey(key.getPublicKey())]));
      this.#fetchedAt = now;
    } catch (error) {
      // Those of before go on for a while.
      this.#deps.log.warn({ reason: messageOf(error) }, "the keys of Microsoft Entra ID cannot be read");
    }
  }
}
