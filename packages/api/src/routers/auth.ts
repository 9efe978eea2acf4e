import {
  AuthProviders,
  ChangePassword,
  LoginInput,
  Me,
  RefreshInput,
  Register,
  RequestPasswordReset,
  ResetPassword,
  SetupInput,
  UpdateProfile,
  User,
  VerifyEmail,
} from "@pilothouse/contracts";
import { Fault } from "@pilothouse/platform";
import type { TRPCRouterRecord } from "@trpc/server";
import { deliver } from "../deliver.ts";
import { authed, open } from "../procedures.ts";
import { logins } from "./logins.ts";
import { passkeys } from "./passkeys.ts";
import { secondFactor } from "./second-factor.ts";
import { sso } from "./sso.ts";

export const auth = {
  providers: open.output(AuthProviders).query(async ({ ctx }) => ({
    setupRequired: await ctx.services.identity.setupRequired(),
    password: true,
    registration: ctx.services.identity.joining.registration,
    passwordReset: ctx.services.identity.joining.mailer !== null,
    sso: ctx.services.identity.sso.providers(),
  })),
  setup: open
    .input(SetupInput)
    .mutation(async ({ ctx, input }) => deliver(ctx, input.transport, await ctx.services.identity.setup(input, ctx.client))),
  login: open
    .input(LoginInput)
    .mutation(async ({ ctx, input }) => deliver(ctx, input.transport, await ctx.services.identity.login(input, ctx.client))),
  verifyEmail: open.input(VerifyEmail).mutation(({ ctx, input }) => ctx.services.identity.verifyEmail(input, ctx.client)),
  register: open
    .input(Register)
    .mutation(async ({ ctx, input }) => deliver(ctx, input.transport, await ctx.services.identity.register(input, ctx.client))),
  requestPasswordReset: open
    .input(RequestPasswordReset)
    .mutation(({ ctx, input }) => ctx.services.identity.requestPasswordReset(input, ctx.client)),
  resetPassword: open.input(ResetPassword).mutation(({ ctx, input }) => ctx.services.identity.resetPassword(input, ctx.client)),
  refresh: open.input(RefreshInput).mutation(async ({ ctx, input }) => {
    const transport = input.refreshToken === undefined ? "cookie" : "bearer";
    const token = input.refreshToken ?? ctx.cookies?.refreshToken();
    if (!token) throw new Fault("unauthenticated", "sign in first");
    return deliver(ctx, transport, await ctx.services.identity.refresh(token, ctx.client));
  }),
  logout: authed.mutation(async ({ ctx }) => {
    await ctx.services.identity.logout(ctx.actor);
    ctx.cookies?.clear();
  }),
  me: authed.output(Me).query(({ ctx }) => ctx.services.identity.me(ctx.actor)),
  updateProfile: authed
    .input(UpdateProfile)
    .output(User)
    .mutation(({ ctx, input }) => ctx.services.identity.updateProfile(ctx.actor, input)),
  changePassword: authed
    .input(ChangePassword)
    .mutation(({ ctx, input }) => ctx.services.identity.changePassword(ctx.actor, input, ctx.client)),
  logins,
  passkeys,
  secondFactor,
  sso,
} satisfies TRPCRouterRecord;
