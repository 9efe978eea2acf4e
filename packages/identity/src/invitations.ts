import type { CreateInvitation, Invitation, PersonalLink } from "@pilothouse/contracts";
import { type Actor, Fault } from "@pilothouse/platform";
import { recordAudit } from "./audit/record-audit.ts";
import { byActor } from "./audit/who.ts";
import type { Core } from "./core.ts";
import { invitationMail } from "./mailer.ts";
import { makeLink } from "./personal-link.ts";
import { POLICY } from "./policy.ts";
import { requireAdmin } from "./users.ts";

const CREATE = "users.invitations.create";

type Deps = Pick<Core, "db" | "clock" | "joining" | "post">;

/**
 * A link by which one person makes an account with this role; it replaces the one before for that address. Fault
 * `forbidden` for anyone but an administrator, `conflict` where registration is off and for who has an account.
 */
export async function createInvitation(
  core: Deps,
  actor: Actor,
  { email, role = "member" }: CreateInvitation,
): Promise<PersonalLink> {
  requireAdmin(actor);
  const { registration, mailer, urlOf } = core.joining;
  if (registration === "off") throw new Fault("conflict", "registration is off; set PILOTHOUSE_REGISTRATION to invited or open");
  const now = core.clock.now();
  const { secret, expiresAt } = await core.db.transaction().execute(async (trx) => {
    const user = await trx.selectFrom("users").select("id").where("email", "=", email).executeTakeFirst();
    if (user) throw new Fault("conflict", "a user with this e-mail address exists already");
    const open = await trx
      .selectFrom("personalLinks")
      .select("id")
      .where("kind", "=", "invitation")
      .where("email", "!=", email)
      .execute();
    const limit = POLICY.invitations;
    if (open.length >= limit) throw new Fault("quota", `there are ${limit} open invitations, which is the limit`, { limit });
    const link = await makeLink(trx, { kind: "invitation", email, role, userId: null, now });
    const after = { email, role };
    await recordAudit(trx, { at: now, who: byActor(actor), action: CREATE, target: link.id, after });
    return link;
  });
  const url = urlOf(`/register#token=${secret}`);
  if (mailer) core.post("invitation", () => mailer.send(invitationMail(email, url)));
  return { url, expiresAt, mailed: mailer !== null };
}

/** Those that were not taken up, newest first. Fault `forbidden` for anyone but an administrator. */
export async function listInvitations({ db, clock }: Pick<Core, "db" | "clock">, actor: Actor): Promise<Invitation[]> {
  requireAdmin(actor);
  const rows = await db
    .selectFrom("personalLinks as link")
    // Who made it is known to the audit log, which is written with it.
    .leftJoin("auditLog as made", (join) => join.onRef("made.target", "=", "link.id").on("made.action", "=", CREATE))
    .select(["link.id", "link.email", "link.role", "link.createdAt", "link.expiresAt", "made.actor", "made.onBehalfOf"])
    .where("link.kind", "=", "invitation")
    .where("link.expiresAt", ">", clock.now())
    .orderBy("link.id", "desc")
    .execute();
  return rows.map(({ actor, onBehalfOf, ...row }) => ({ ...row, createdBy: onBehalfOf ?? userOf(actor) }));
}

/** The id of the user whom the audit log calls so. */
function userOf(actor: string | null): string | null {
  return actor?.startsWith("user:") ? actor.slice("user:".length) : null;
}

/** Fault `forbidden` for anyone but an administrator, `not_found`. */
export async function revokeInvitation({ db, clock }: Pick<Core, "db" | "clock">, actor: Actor, id: string): Promise<void> {
  requireAdmin(actor);
  await db.transaction().execute(async (trx) => {
    const invitation = trx.deleteFrom("personalLinks").where("id", "=", id).where("kind", "=", "invitation");
    const [before] = await invitation.returning(["email", "role"]).execute();
    if (!before) throw new Fault("not_found", "there is no such invitation");
    const act = { at: clock.now(), who: byActor(actor), action: "users.invitations.revoke", target: id };
    await recordAudit(trx, { ...act, before: { ...before } });
  });
}
