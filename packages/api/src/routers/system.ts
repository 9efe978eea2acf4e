import { Backup } from "@pilothouse/contracts";
import type { TRPCRouterRecord } from "@trpc/server";
import { z } from "zod";
import { authed } from "../procedures.ts";

export const system = {
  backup: authed.output(Backup).mutation(({ ctx }) => ctx.services.system.backup(ctx.actor)),
  backups: authed.output(z.array(Backup)).query(({ ctx }) => ctx.services.system.backups(ctx.actor)),
} satisfies TRPCRouterRecord;
