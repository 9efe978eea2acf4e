import {
  AckTerminal,
  AttachInput,
  CreateTerminal,
  HistoryPage,
  HistoryQuery,
  Scrollback,
  ScrollbackQuery,
  InputsPage,
  ListInputs,
  ListTerminals,
  MoveTerminal,
  RecordedScreen,
  RenameTerminal,
  ReplayPage,
  ReplayQuery,
  ResizeTerminal,
  ResumeTerminal,
  ScreenAtQuery,
  SearchPage,
  SearchTerminals,
  SignalTerminal,
  TakeControl,
  Terminal,
  TerminalRef,
  TimelinePage,
  TimelineQuery,
  WriteResult,
  WriteTerminal,
} from "@pilothouse/contracts";
import type { TRPCRouterRecord } from "@trpc/server";
import { z } from "zod";
import { mayName } from "../others.ts";
import { once } from "../once.ts";
import { authed, live, requireGate, viewing } from "../procedures.ts";
import { numbered, orNever } from "../streams.ts";
import { shares } from "./shares.ts";

export const terminals = {
  create: authed
    .input(CreateTerminal)
    .output(Terminal)
    .mutation(({ ctx, input, path }) =>
      once({ ctx, path, input, answer: Terminal }, () => ctx.services.terminals.create(ctx.actor, input)),
    ),
  list: authed
    .input(ListTerminals)
    .output(z.array(Terminal))
    .query(({ ctx, input, path }) => {
      mayName(path, ctx.actor, input.ownerId);
      return ctx.services.terminals.list(ctx.actor, input);
    }),
  get: authed
    .input(TerminalRef)
    .output(Terminal)
    .query(({ ctx, input }) => ctx.services.terminals.get(ctx.actor, input.id)),
  attach: viewing.input(AttachInput).subscription(async ({ ctx, input, signal }) => {
    const link = { gate: requireGate(ctx), signal: orNever(signal) };
    return numbered(await ctx.services.terminals.attach(ctx.viewer, input, link), ctx);
  }),
  write: authed
    .input(WriteTerminal)
    .output(WriteResult)
    .mutation(({ ctx, input }) => ctx.services.terminals.write(ctx.actor, input)),
  ack: viewing.input(AckTerminal).mutation(({ ctx, input }) => ctx.services.terminals.ack(ctx.viewer, input)),
  resize: authed.input(ResizeTerminal).mutation(({ ctx, input }) => ctx.services.terminals.resize(ctx.actor, input)),
  signal: authed.input(SignalTerminal).mutation(({ ctx, input }) => ctx.services.terminals.signal(ctx.actor, input)),
  takeControl: authed.input(TakeControl).mutation(({ ctx, input }) => ctx.services.terminals.takeControl(ctx.actor, input)),
  rename: authed
    .input(RenameTerminal)
    .output(Terminal)
    .mutation(({ ctx, input }) => ctx.services.terminals.rename(ctx.actor, input)),
  move: authed
    .input(MoveTerminal)
    .output(Terminal)
    .mutation(({ ctx, input }) => ctx.services.terminals.move(ctx.actor, input)),
  close: authed
    .input(TerminalRef)
    .output(Terminal)
    .mutation(({ ctx, input }) => ctx.services.terminals.close(ctx.actor, input.id)),
  delete: authed.input(TerminalRef).mutation(({ ctx, input }) => ctx.services.terminals.delete(ctx.actor, input.id)),
  resume: authed
    .input(ResumeTerminal)
    .output(Terminal)
    .mutation(({ ctx, input }) => ctx.services.terminals.resume(ctx.actor, input)),
  history: authed
    .input(HistoryQuery)
    .output(HistoryPage)
    .query(({ ctx, input }) => ctx.services.terminals.history(ctx.actor, input)),
  scrollback: authed
    .input(ScrollbackQuery)
    .output(Scrollback)
    .query(({ ctx, input, signal }) => ctx.services.terminals.scrollback(ctx.actor, { ...input, signal: orNever(signal) })),
  search: authed
    .input(SearchTerminals)
    .output(SearchPage)
    .query(({ ctx, input }) => ctx.services.terminals.search(ctx.actor, input)),
  keep: authed
    .input(TerminalRef)
    .output(Terminal)
    .mutation(({ ctx, input }) => ctx.services.terminals.keep(ctx.actor, input.id)),
  inputs: authed
    .input(ListInputs)
    .output(InputsPage)
    .query(({ ctx, input }) => ctx.services.terminals.inputs(ctx.actor, input)),
  timeline: viewing
    .input(TimelineQuery)
    .output(TimelinePage)
    .query(({ ctx, input }) => ctx.services.terminals.timeline(ctx.viewer, input)),
  screenAt: viewing
    .input(ScreenAtQuery)
    .output(RecordedScreen)
    .query(({ ctx, input }) => ctx.services.terminals.screenAt(ctx.viewer, input)),
  replay: viewing
    .input(ReplayQuery)
    .output(ReplayPage)
    .query(({ ctx, input }) => ctx.services.terminals.replay(ctx.viewer, input)),
  watch: live.input(z.object({ lastEventId: z.string().max(100).nullish() }).optional()).subscription(async ({ ctx, signal }) => {
    const link = { gate: ctx.gate, signal: orNever(signal) };
    return numbered(await ctx.services.terminals.watch(ctx.actor, link), ctx);
  }),
  shares,
} satisfies TRPCRouterRecord;
