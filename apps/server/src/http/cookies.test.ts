import { expect, test } from "vitest";
import { browserCookies, cookieNames } from "./cookies.ts";

const tokens = { accessToken: "a", refreshToken: "r" };

function setBy(names: ReturnType<typeof cookieNames>): string[] {
  const sent: string[] = [];
  browserCookies(names, undefined, (cookie) => void sent.push(cookie)).set(tokens);
  return sent;
}

test("S12: behind TLS cookies are bound to this host alone, and no script reads them", () => {
  for (const cookie of setBy(cookieNames({ secure: true, port: "" }))) {
    expect(cookie).toMatch(/^__Host-pilothouse_(access|refresh)=/);
    for (const part of ["Path=/", "HttpOnly", "Secure", "SameSite=Lax"]) expect(cookie.split("; ")).toContain(part);
    expect(cookie).not.toContain("Domain");
  }
});

test("S12: what keeps a sign-in together while somebody is away is bound like the rest, and ends soon", () => {
  const sent: string[] = [];
  const cookies = browserCookies(
    cookieNames({ secure: true, port: "" }),
    "__Host-pilothouse_sso=kept",
    (one) => void sent.push(one),
  );
  expect(cookies.attempt.get()).toBe("kept");
  cookies.attempt.set("sealed");
  cookies.attempt.clear();
  for (const part of ["Path=/", "HttpOnly", "Secure", "SameSite=Lax"])
    for (const one of sent) expect(one.split("; ")).toContain(part);
  expect(sent).toEqual([
    expect.stringMatching(/^__Host-pilothouse_sso=sealed; .*Max-Age=600/),
    expect.stringContaining("Max-Age=0"),
  ]);
});

test("S12: without TLS they have other names, one for each port of this machine", () => {
  const names = cookieNames({ secure: false, port: "7070" });
  expect(names.access).toBe("pilothouse_7070_access");
  for (const cookie of setBy(names)) expect(cookie.split("; ")).not.toContain("Secure");
  const both = `${names.access}=ours; ${cookieNames({ secure: false, port: "7071" }).access}=theirs; __Host-pilothouse_access=tls`;
  expect(browserCookies(names, both, () => {}).refreshToken()).toBeNull();
  expect(new Set([7070, 7071].map((port) => cookieNames({ secure: true, port: String(port) }).refresh)).size).toBe(2);
});
