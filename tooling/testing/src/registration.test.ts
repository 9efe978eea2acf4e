import { once } from "node:events";
import { createClient } from "@pilothouse/sdk";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { signedIn } from "./signed-in.ts";
import { startTestServer, type TestServer } from "./test-server.ts";

/** A mail server on loopback that hands out what it was given. */
async function startMailServer() {
  const mails: string[] = [];
  const waiting: ((mail: string) => void)[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData: (stream, _session, done) => {
      const parts: Buffer[] = [];
      stream.on("data", (part: Buffer) => parts.push(part));
      stream.on("end", () => {
        const mail = Buffer.concat(parts).toString();
        const reader = waiting.shift();
        if (reader) reader(mail);
        else mails.push(mail);
        done();
      });
    },
  });
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  const address = server.server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  return {
    url: `smtp://127.0.0.1:${port}`,
    next: () => {
      const mail = mails.shift();
      return mail === undefined ? new Promise<string>((resolve) => waiting.push(resolve)) : Promise.resolve(mail);
    },
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

let mail: Awaited<ReturnType<typeof startMailServer>>;
let server: TestServer;
beforeAll(async () => {
  mail = await startMailServer();
  const env = {
    PILOTHOUSE_REGISTRATION: "open",
    PILOTHOUSE_SMTP_URL: mail.url,
    PILOTHOUSE_MAIL_FROM: "Pilothouse <ph@example.org>",
  };
  server = await startTestServer({ env });
}, 60_000);
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await mail.close();
});

/** The secret of the link in a mail, whose lines may be cut by quoted-printable. */
function secretIn(text: string): string {
  return /#token=3D([\w-]+)|#token=([\w-]+)/.exec(text.replace(/=\r\n/g, ""))?.slice(1).find(Boolean) ?? "";
}

test("an account is made, and its password replaced, by who reads its mail", async () => {
  using stranger = createClient({ url: server.url });
  expect(await stranger.auth.providers()).toMatchObject({ registration: "open", passwordReset: true });
  const email = "grace@example.org";
  await stranger.auth.verifyEmail({ email });
  const welcome = await mail.next();
  expect(welcome).toContain("From: Pilothouse <ph@example.org>");
  expect(welcome.replace(/=\r\n/g, "")).toContain(`${server.url}/register#token`);
  const { tokens, user } = await stranger.auth.register({ token: secretIn(welcome), name: "Grace", password: "compilers1" });
  expect(user).toMatchObject({ email, role: "member" });

  using grace = createClient({ url: server.url, token: tokens?.accessToken ?? "" });
  expect((await grace.auth.me()).user.email).toBe(email);
  await stranger.auth.requestPasswordReset({ email });
  await stranger.auth.resetPassword({ token: secretIn(await mail.next()), password: "compilers 2" });
  await expect(grace.auth.me()).rejects.toMatchObject({ kind: "unauthenticated" });
  using again = await signedIn(server, { email, password: "compilers 2" });
  expect((await again.auth.me()).user.id).toBe(user.id);
});

test("who is invited is sent the link that the administrator is shown", async () => {
  using ada = await signedIn(server);
  const { url, mailed } = await ada.users.invitations.create({ email: "tess@example.org", role: "viewer" });
  expect(mailed).toBe(true);
  expect(secretIn(await mail.next())).toBe(secretIn(url));
  const [invitation] = await ada.users.invitations.list();
  await ada.users.invitations.revoke(invitation?.id ?? "");
  using stranger = createClient({ url: server.url });
  const late = stranger.auth.register({ token: secretIn(url), name: "Tess", password: "compilers 3" });
  await expect(late).rejects.toMatchObject({ kind: "not_found" });
});
