import type { Session } from "../session/session.ts";

/** `send` that renews the sign-in before a call when its end is near, and once more when the server says it is over. */
export function renewingFetch<Args extends readonly unknown[], Answer extends object>(
  session: () => Pick<Session, "fresh" | "renew">,
  send: (...args: Args) => Promise<Answer>,
): (...args: Args) => Promise<Answer> {
  return async (...args) => {
    await session().fresh();
    const answer = await send(...args);
    const refused = "status" in answer && answer.status === 401;
    if (!refused || !(await session().renew())) return answer;
    return send(...args);
  };
}
