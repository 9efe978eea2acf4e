import { BeginSso, ConnectedSignIn, Id, LinkSso, SsoRedirect } from "@pilothouse/contracts";
import type { TRPCRouterRecord } from "@trpc/server";
import { z } from "zod";
import type { Context } from "../context.ts";
import { cookiesOf } from "../cookies-of.ts";
import { authed, open } from "../procedures.ts";
import type { BegunSso } from "../services.ts";

/** What comes back is only taken from the browser that went. */
async function sendTo(ctx: Context, begin: () => Promise<BegunSso>): Promise<SsoRedirect> {
  const { attempt: kept } = cookiesOf(ctx);
  const { url, attempt } = await begin();
  kept.set(attempt);
  return { url };
}

export const sso = {
  begin: open
    .input(BeginSso)
    .output(SsoRedirect)
    .mutation(({ ctx, input }) => sendTo(ctx, () => ctx.services.identity.sso.begin(input))),
  link: authed
    .input(LinkSso)
    .output(SsoRedirect)
    .mutation(({ ctx, input }) => sendTo(ctx, () => ctx.services.identity.sso.link(ctx.actor, input, ctx.client))),
  list: authed.output(z.array(ConnectedSignIn)).query(({ ctx }) => ctx.services.identity.sso.list(ctx.actor)),
  unlink: authed.input(z.object({ id: Id })).mutation(({ ctx, input }) => ctx.services.identity.sso.unlink(ctx.actor, input.id)),
} satisfies TRPCRouterRecord;
