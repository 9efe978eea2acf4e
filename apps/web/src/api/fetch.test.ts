import { expect, test } from "vitest";
import { renewingFetch } from "./fetch.ts";

function sessionThat(renews: boolean) {
  const calls: string[] = [];
  const session = {
    fresh: async () => void calls.push("fresh"),
    renew: async () => {
      calls.push("renew");
      return renews;
    },
  };
  return { calls, session };
}

test("a refused call is made once more after a renewal", async () => {
  const { calls, session } = sessionThat(true);
  const answers = [401, 200];
  const send = renewingFetch(
    () => session,
    async (path: string) => {
      calls.push(path);
      return { status: answers.shift() };
    },
  );
  expect(await send("/trpc")).toEqual({ status: 200 });
  expect(calls).toEqual(["fresh", "/trpc", "renew", "/trpc"]);
});

test("a sign-in that is over leaves the refusal as it is", async () => {
  const { calls, session } = sessionThat(false);
  const send = renewingFetch(
    () => session,
    async () => ({ status: 401 }),
  );
  expect(await send()).toEqual({ status: 401 });
  expect(calls).toEqual(["fresh", "renew"]);
});
