import {
  BlockRef,
  BlockText,
  ConversationAnalytics,
  ConversationDetails,
  ConversationHits,
  ConversationPage,
  ConversationRef,
  ListConversations,
  ListMessages,
  MessagePage,
  SearchConversations,
  WatchConversation,
} from "@pilothouse/contracts";
import type { TRPCRouterRecord } from "@trpc/server";
import { authed, live } from "../procedures.ts";
import { numbered, orNever } from "../streams.ts";

export const conversations = {
  list: authed
    .input(ListConversations)
    .output(ConversationPage)
    .query(({ ctx, input }) => ctx.services.conversations.list(ctx.actor, input)),
  get: authed
    .input(ConversationRef)
    .output(ConversationDetails)
    .query(({ ctx, input }) => ctx.services.conversations.get(ctx.actor, input.id)),
  messages: authed
    .input(ListMessages)
    .output(MessagePage)
    .query(({ ctx, input }) => ctx.services.conversations.messages(ctx.actor, input)),
  block: authed
    .input(BlockRef)
    .output(BlockText)
    .query(({ ctx, input }) => ctx.services.conversations.block(ctx.actor, input)),
  analytics: authed
    .input(ConversationRef)
    .output(ConversationAnalytics)
    .query(({ ctx, input }) => ctx.services.conversations.analytics(ctx.actor, input.id)),
  search: authed
    .input(SearchConversations)
    .output(ConversationHits)
    .query(({ ctx, input }) => ctx.services.conversations.search(ctx.actor, input)),
  watch: live.input(WatchConversation).subscription(async ({ ctx, input, signal }) => {
    const link = { gate: ctx.gate, signal: orNever(signal) };
    return numbered(await ctx.services.conversations.watch(ctx.actor, input, link), ctx);
  }),
} satisfies TRPCRouterRecord;
