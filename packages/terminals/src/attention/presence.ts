import { LIMITS } from "@pilothouse/contracts";
import type { Clock } from "@pilothouse/platform";

interface Sight {
  readonly ids: ReadonlySet<string>;
  readonly until: number;
}

/** Who sees which terminals now. Only people count who said so lately: a page in the background sees nothing. */
export class Presence {
  readonly #clock: Clock;
  /** By user, by device, the one that spoke last at the end. */
  readonly #sights = new Map<string, Map<string, Sight>>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  look(userId: string, deviceId: string, ids: readonly string[]): void {
    const devices = this.#sights.get(userId) ?? new Map<string, Sight>();
    const now = this.#clock.now();
    devices.delete(deviceId);
    for (const [device, { until }] of devices) if (until <= now) devices.delete(device);
    if (ids.length > 0) devices.set(deviceId, { ids: new Set(ids), until: now + LIMITS.lookMs });
    const [oldest] = devices.keys();
    if (devices.size > LIMITS.lookingDevicesPerUser && oldest !== undefined) devices.delete(oldest);
    if (devices.size > 0) this.#sights.set(userId, devices);
    else this.#sights.delete(userId);
  }

  sees(userId: string, id: string): boolean {
    const now = this.#clock.now();
    return [...(this.#sights.get(userId)?.values() ?? [])].some(({ ids, until }) => until > now && ids.has(id));
  }
}
