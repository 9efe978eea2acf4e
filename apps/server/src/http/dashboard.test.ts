import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fastify } from "fastify";
import { expect, test } from "vitest";
import { serveDashboard } from "./dashboard.ts";

/** A dashboard of three files, with a secret beside its folder. */
async function openDashboard() {
  const temp = await mkdtemp(join(tmpdir(), "pilothouse-dashboard-"));
  const folder = join(temp, "dist");
  await mkdir(join(folder, "assets"), { recursive: true });
  await mkdir(join(folder, ".vite"));
  await writeFile(join(folder, "index.html"), "<title>page</title>");
  await writeFile(join(folder, "assets", "main-1a2b.js"), "script");
  await writeFile(join(folder, ".vite", "manifest.json"), "canary");
  await writeFile(join(temp, "secret"), "canary");
  const app = fastify();
  await serveDashboard(app, folder);
  return {
    get: (url: string, accept = "text/html") => app.inject({ url, headers: { accept } }),
    [Symbol.asyncDispose]: async () => {
      await app.close();
      await rm(temp, { recursive: true, force: true });
    },
  };
}

test("files with a hash in their name are kept for ever, the page never", async () => {
  await using dashboard = await openDashboard();
  const script = await dashboard.get("/assets/main-1a2b.js", "*/*");
  expect([script.body, script.headers["cache-control"]]).toEqual(["script", "public, max-age=31536000, immutable"]);
  const page = await dashboard.get("/");
  expect([page.body, page.headers["cache-control"]]).toEqual(["<title>page</title>", "no-cache"]);
});

test("a path that is no file is a page of the dashboard, but not for a script that is gone", async () => {
  await using dashboard = await openDashboard();
  expect((await dashboard.get("/terminals/1")).body).toBe("<title>page</title>");
  expect((await dashboard.get("/assets/main-old.js", "*/*")).statusCode).toBe(404);
});

test.each([
  "/../secret",
  "/%2e%2e/secret",
  "/..%2fsecret",
  "/assets/..%2f..%2fsecret",
  "/assets/..%5c..%5csecret",
  "/.vite/manifest.json",
])("S29: nothing beside the folder is served, and nothing hidden in it: %s", async (url) => {
  await using dashboard = await openDashboard();
  expect((await dashboard.get(url, "*/*")).body).not.toContain("canary");
});
