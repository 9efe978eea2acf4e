import { RotatedVault, VaultStatus } from "@pilothouse/contracts";
import type { TRPCRouterRecord } from "@trpc/server";
import { authed } from "../procedures.ts";

export const vault = {
  status: authed.output(VaultStatus).query(({ ctx }) => ctx.services.identity.vault.status()),
  rotate: authed.output(RotatedVault).mutation(({ ctx }) => ctx.services.identity.vault.rotate(ctx.actor)),
} satisfies TRPCRouterRecord;
