import type { AppRouter } from "@pilothouse/api";
import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server";
import type { AttachEvent } from "@pilothouse/contracts";
import type { TerminalView } from "../attach/terminal-view.ts";
import type { Client } from "../client.ts";

type Inputs = inferRouterInputs<AppRouter>;
type Outputs = inferRouterOutputs<AppRouter>;
type Method<R extends keyof Client, M extends keyof Client[R]> = Client[R][M];
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
type Result<F> = F extends (...args: never) => Promise<infer T>
  ? T
  : F extends (...args: never) => AsyncIterable<infer T>
    ? T
    : never;
type First<F> = F extends (first: infer T, ...rest: never) => unknown ? NonNullable<T> : never;
type Second<F> = F extends (first: never, second: infer T, ...rest: never) => unknown ? NonNullable<T> : never;
type Event<T> =
  T extends AsyncIterable<infer E>
    ? E extends { data: infer D }
      ? D
      : E extends readonly [unknown, infer D, ...unknown[]]
        ? D
        : never
    : never;

/** Compiles only when both types take exactly the same values. */
function same<A, B>(..._difference: Same<A, B> extends true ? [] : [{ sdk: A; router: B }]): void {}

same<First<Method<"auth", "login">>, Inputs["auth"]["login"]>();
same<First<Method<"auth", "refresh">>, Inputs["auth"]["refresh"]>();
same<First<Method<"auth", "setup">>, Inputs["auth"]["setup"]>();
same<First<Method<"auth", "register">>, Inputs["auth"]["register"]>();
same<First<Method<"auth", "resetPassword">>, Inputs["auth"]["resetPassword"]>();
same<Result<Method<"users", "resetPassword">>, Outputs["users"]["resetPassword"]>();
same<First<Client["users"]["invitations"]["create"]>, Inputs["users"]["invitations"]["create"]>();
same<Result<Client["users"]["invitations"]["list"]>, Outputs["users"]["invitations"]["list"]>();
same<First<Method<"auth", "changePassword">>, Inputs["auth"]["changePassword"]>();
same<First<Method<"auth", "updateProfile">>, Inputs["auth"]["updateProfile"]>();
same<Result<Method<"auth", "updateProfile">>, Outputs["auth"]["updateProfile"]>();
same<First<Client["auth"]["passkeys"]["begin"]>, Inputs["auth"]["passkeys"]["begin"]>();
same<Result<Client["auth"]["passkeys"]["begin"]>, Outputs["auth"]["passkeys"]["begin"]>();
same<First<Client["auth"]["passkeys"]["add"]>, Inputs["auth"]["passkeys"]["add"]>();
same<Result<Client["auth"]["passkeys"]["list"]>, Outputs["auth"]["passkeys"]["list"]>();
same<{ id: First<Client["auth"]["passkeys"]["delete"]> }, Inputs["auth"]["passkeys"]["delete"]>();
same<Result<Client["auth"]["passkeys"]["ask"]>, Outputs["auth"]["passkeys"]["ask"]>();
same<First<Client["auth"]["passkeys"]["signIn"]>, Inputs["auth"]["passkeys"]["signIn"]>();
same<First<Client["auth"]["secondFactor"]["begin"]>, Inputs["auth"]["secondFactor"]["begin"]>();
same<Result<Client["auth"]["secondFactor"]["begin"]>, Outputs["auth"]["secondFactor"]["begin"]>();
same<First<Client["auth"]["secondFactor"]["confirm"]>, Inputs["auth"]["secondFactor"]["confirm"]>();
same<Result<Client["auth"]["secondFactor"]["confirm"]>, Outputs["auth"]["secondFactor"]["confirm"]>();
same<Result<Client["auth"]["secondFactor"]["get"]>, Outputs["auth"]["secondFactor"]["get"]>();
same<First<Client["auth"]["secondFactor"]["disable"]>, Inputs["auth"]["secondFactor"]["disable"]>();
same<{ id: First<Method<"users", "resetSecondFactor">> }, Inputs["users"]["resetSecondFactor"]>();
same<First<Client["auth"]["logins"]["list"]>, NonNullable<Inputs["auth"]["logins"]["list"]>>();
same<Result<Client["auth"]["logins"]["list"]>, Outputs["auth"]["logins"]["list"]>();
same<{ id: First<Client["auth"]["logins"]["revoke"]> }, Inputs["auth"]["logins"]["revoke"]>();
same<Result<Client["auth"]["sso"]["list"]>, Outputs["auth"]["sso"]["list"]>();
same<{ id: First<Client["auth"]["sso"]["unlink"]> }, Inputs["auth"]["sso"]["unlink"]>();
same<{ id: First<Method<"users", "get">> }, Inputs["users"]["get"]>();
same<Result<Method<"users", "get">>, Outputs["users"]["get"]>();
same<{ id: First<Method<"users", "endTerminals">> }, Inputs["users"]["endTerminals"]>();
same<Result<Method<"users", "endTerminals">>, Outputs["users"]["endTerminals"]>();
same<Second<Method<"users", "delete">> & { id: First<Method<"users", "delete">> }, Inputs["users"]["delete"]>();
same<First<Method<"users", "create">>, Inputs["users"]["create"]>();
same<Second<Method<"users", "update">> & { id: First<Method<"users", "update">> }, Inputs["users"]["update"]>();
same<Result<Method<"teams", "list">>, Outputs["teams"]["list"]>();
same<Result<Method<"teams", "get">>, Outputs["teams"]["get"]>();
same<First<Method<"teams", "create">>, Inputs["teams"]["create"]>();
same<Result<Method<"teams", "create">>, Outputs["teams"]["create"]>();
same<{ id: string; name: Second<Method<"teams", "rename">> }, Inputs["teams"]["rename"]>();
same<{ id: string } & Second<Client["teams"]["members"]["add"]>, Inputs["teams"]["members"]["add"]>();
same<{ id: string } & Second<Client["teams"]["members"]["setRole"]>, Inputs["teams"]["members"]["setRole"]>();
same<Result<Client["teams"]["members"]["setRole"]>, Outputs["teams"]["members"]["setRole"]>();
same<First<Method<"tokens", "create">>, Inputs["tokens"]["create"]>();
same<{ id: First<Method<"tokens", "revoke">> }, Inputs["tokens"]["revoke"]>();
same<First<Method<"apiKeys", "create">>, Inputs["apiKeys"]["create"]>();
same<Second<Method<"apiKeys", "update">> & { id: First<Method<"apiKeys", "update">> }, Inputs["apiKeys"]["update"]>();
same<{ id: First<Method<"apiKeys", "delete">> }, Inputs["apiKeys"]["delete"]>();
same<Result<Method<"apiKeys", "list">>, Outputs["apiKeys"]["list"]>();
same<Result<Method<"apiKeys", "create">>, Outputs["apiKeys"]["create"]>();
same<Result<Method<"apiKeys", "update">>, Outputs["apiKeys"]["update"]>();
same<Result<Method<"vault", "status">>, Outputs["vault"]["status"]>();
same<Result<Method<"vault", "rotate">>, Outputs["vault"]["rotate"]>();
same<Result<Method<"signingKeys", "list">>, Outputs["signingKeys"]["list"]>();
same<Result<Method<"signingKeys", "rotate">>, Outputs["signingKeys"]["rotate"]>();
same<{ id: First<Method<"signingKeys", "revoke">> }, Inputs["signingKeys"]["revoke"]>();
same<First<Method<"audit", "list">>, Inputs["audit"]["list"]>();
same<Result<Method<"audit", "list">>, Outputs["audit"]["list"]>();
same<First<Method<"audit", "verify">>, Inputs["audit"]["verify"]>();
same<Result<Method<"audit", "verify">>, Outputs["audit"]["verify"]>();
same<Result<Method<"system", "backup">>, Outputs["system"]["backup"]>();
same<Result<Method<"system", "backups">>, Outputs["system"]["backups"]>();
same<First<Method<"preferences", "set">>, Inputs["preferences"]["set"]>();
same<First<Method<"terminals", "create">>, Inputs["terminals"]["create"]>();
same<First<Method<"terminals", "list">>, NonNullable<Inputs["terminals"]["list"]>>();
same<{ id: First<Method<"terminals", "get">> }, Inputs["terminals"]["get"]>();
same<{ id: string; signal: Second<Method<"terminals", "signal">> }, Omit<Inputs["terminals"]["signal"], "viewerId">>();
same<{ id: string; title: Second<Method<"terminals", "rename">> }, Inputs["terminals"]["rename"]>();
same<{ id: string; teamId: Second<Method<"terminals", "move">> | null }, Inputs["terminals"]["move"]>();
same<{ id: string } & Second<Method<"terminals", "resize">>, Omit<Inputs["terminals"]["resize"], "viewerId">>();
same<{ id: string } & Second<Method<"terminals", "resume">>, Inputs["terminals"]["resume"]>();
same<{ id: string } & Second<Method<"terminals", "history">>, Inputs["terminals"]["history"]>();
same<{ id: string } & Second<Method<"terminals", "inputs">>, Inputs["terminals"]["inputs"]>();

type SharesMethod<M extends keyof Client["terminals"]["shares"]> = Client["terminals"]["shares"][M];
same<First<SharesMethod<"create">>, Inputs["terminals"]["shares"]["create"]>();
same<Result<SharesMethod<"create">>, Outputs["terminals"]["shares"]["create"]>();
same<{ terminalId: First<SharesMethod<"list">> }, Inputs["terminals"]["shares"]["list"]>();
same<Result<SharesMethod<"list">>, Outputs["terminals"]["shares"]["list"]>();
same<{ id: First<SharesMethod<"revoke">> }, Inputs["terminals"]["shares"]["revoke"]>();
same<{ token: First<SharesMethod<"open">> }, Inputs["terminals"]["shares"]["open"]>();
same<Result<SharesMethod<"open">>, Outputs["terminals"]["shares"]["open"]>();

same<First<Method<"attention", "look">>, Inputs["attention"]["look"]>();
same<{ id: First<Method<"attention", "dismiss">> }, Inputs["attention"]["dismiss"]>();
same<First<Method<"push", "subscribe">>, Inputs["push"]["subscribe"]>();
same<First<Method<"push", "unsubscribe">>, Inputs["push"]["unsubscribe"]>();
same<Result<Method<"push", "key">>, Outputs["push"]["key"]>();
same<Result<Method<"push", "test">>, Outputs["push"]["test"]>();
same<Result<Method<"attention", "list">>, Outputs["attention"]["list"]>();
same<Result<Method<"attention", "dismiss">>, Outputs["attention"]["dismiss"]>();
same<Result<Method<"auth", "me">>, Outputs["auth"]["me"]>();
same<Result<Method<"auth", "providers">>, Outputs["auth"]["providers"]>();
same<Result<Method<"auth", "login">>, Outputs["auth"]["login"]>();
same<Result<Method<"auth", "refresh">>, Outputs["auth"]["refresh"]>();
same<Result<Method<"auth", "setup">>, Outputs["auth"]["setup"]>();
same<Result<Method<"preferences", "get">>, Outputs["preferences"]["get"]>();
same<Result<Method<"preferences", "set">>, Outputs["preferences"]["set"]>();
same<Result<Method<"users", "list">>, Outputs["users"]["list"]>();
same<Result<Method<"users", "create">>, Outputs["users"]["create"]>();
same<Result<Method<"users", "update">>, Outputs["users"]["update"]>();
same<Result<Method<"tokens", "list">>, Outputs["tokens"]["list"]>();
same<Result<Method<"tokens", "create">>, Outputs["tokens"]["create"]>();
same<Result<Method<"runners", "list">>, Outputs["runners"]["list"]>();
same<Result<Method<"health", "check">>, Outputs["health"]["check"]>();
same<Result<Method<"health", "ready">>, Outputs["health"]["ready"]>();
same<Result<Method<"health", "watch">>, Event<Outputs["health"]["watch"]>>();
same<Result<Method<"terminals", "create">>, Outputs["terminals"]["create"]>();
same<Result<Method<"terminals", "list">>, Outputs["terminals"]["list"]>();
same<Result<Method<"terminals", "get">>, Outputs["terminals"]["get"]>();
same<Result<Method<"terminals", "rename">>, Outputs["terminals"]["rename"]>();
same<Result<Method<"terminals", "close">>, Outputs["terminals"]["close"]>();
same<Result<Method<"terminals", "resume">>, Outputs["terminals"]["resume"]>();
same<First<Method<"terminals", "search">>, Inputs["terminals"]["search"]>();
same<Result<Method<"terminals", "search">>, Outputs["terminals"]["search"]>();
same<Result<Method<"terminals", "history">>, Outputs["terminals"]["history"]>();
same<Result<Method<"terminals", "keep">>, Outputs["terminals"]["keep"]>();
same<Result<Method<"terminals", "inputs">>, Outputs["terminals"]["inputs"]>();
same<{ id: string } & Second<Method<"terminals", "timeline">>, Inputs["terminals"]["timeline"]>();
same<{ id: string; place: Second<Method<"terminals", "screenAt">> }, Inputs["terminals"]["screenAt"]>();
same<{ id: string } & Second<Method<"terminals", "replay">>, Inputs["terminals"]["replay"]>();
same<Result<Method<"terminals", "timeline">>, Outputs["terminals"]["timeline"]>();
same<Result<Method<"terminals", "screenAt">>, Outputs["terminals"]["screenAt"]>();
same<Result<Method<"terminals", "replay">>, Outputs["terminals"]["replay"]>();
same<Result<Method<"terminals", "watch">>, Event<Outputs["terminals"]["watch"]>>();
same<TerminalView extends AsyncIterable<infer E> ? E : never, AttachEvent>();
same<AttachEvent, Event<Outputs["terminals"]["attach"]>>();
