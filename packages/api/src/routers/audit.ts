import { AuditPage, AuditVerification, ListAudit, VerifyAudit } from "@pilothouse/contracts";
import type { TRPCRouterRecord } from "@trpc/server";
import { authed } from "../procedures.ts";

export const audit = {
  list: authed
    .input(ListAudit)
    .output(AuditPage)
    .query(({ ctx, input }) => ctx.services.identity.audit.list(ctx.actor, input)),
  verify: authed
    .input(VerifyAudit)
    .output(AuditVerification)
    .query(({ ctx, input }) => ctx.services.identity.audit.verify(ctx.actor, input)),
} satisfies TRPCRouterRecord;
