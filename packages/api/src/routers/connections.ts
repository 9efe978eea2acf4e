import { Connection, ConnectionsStatus } from "@pilothouse/contracts";
import type { TRPCRouterRecord } from "@trpc/server";
import { z } from "zod";
import { authed } from "../procedures.ts";

export const connections = {
  status: authed.output(ConnectionsStatus).query(({ ctx }) => ctx.services.connections.status()),
  list: authed.output(z.array(Connection)).query(({ ctx }) => ctx.services.connections.list()),
} satisfies TRPCRouterRecord;
