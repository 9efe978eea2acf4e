import { type Actor, covers, Fault, includes } from "@pilothouse/platform";
import { PERMISSIONS } from "./permissions.ts";

/** Lets those pass who name themselves, nobody, or whom the table lets name others; for the rest there is nobody else. */
export function mayName(path: string, actor: Actor, userId: string | undefined): void {
  const least = PERMISSIONS[path]?.others;
  if (userId === undefined || userId === actor.userId) return;
  if (least !== undefined && includes(actor.role, least) && covers(actor, least === "admin" ? "admin" : "read")) return;
  throw new Fault("not_found", "there is no such user");
}
