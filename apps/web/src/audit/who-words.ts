import type { AuditEntry, User } from "@pilothouse/contracts";

/** Names of users by their ids. */
export type Names = ReadonlyMap<string, string>;

export function namesOf(users: readonly User[] | undefined): Names {
  return new Map(users?.map(({ id, name }) => [id, name]));
}

/** The end of an id, which tells it from others. */
export function shortId(id: string): string {
  return id.length > 12 ? `…${id.slice(-8)}` : id;
}

/** Who did something, by name where there still is one. */
export function whoWords({ actor, onBehalfOf }: Pick<AuditEntry, "actor" | "onBehalfOf">, names: Names): string {
  if (actor === "system") return "The server";
  if (actor === "anonymous") return "Nobody signed in";
  const [kind, id = ""] = actor.split(":");
  if (kind !== "token") return nameOr(id, names);
  return `${onBehalfOf === null ? shortId(id) : nameOr(onBehalfOf, names)} (API token)`;
}

/** What something was done to: a user's name, or the id of something else. */
export function nameOr(id: string, names: Names): string {
  return names.get(id) ?? shortId(id);
}
