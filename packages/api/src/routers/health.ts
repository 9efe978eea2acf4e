import { HealthCheck, ReadyCheck } from "@pilothouse/contracts";
import type { TRPCRouterRecord } from "@trpc/server";
import { live, open } from "../procedures.ts";
import { numbered, orNever } from "../streams.ts";

export const health = {
  check: open.output(HealthCheck).query(({ ctx }) => ctx.services.health.check()),
  ready: open.output(ReadyCheck).query(({ ctx }) => ctx.services.health.ready()),
  watch: live.subscription(({ ctx, signal }) => numbered(ctx.services.health.watch(orNever(signal)), ctx)),
} satisfies TRPCRouterRecord;
