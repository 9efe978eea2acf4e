import { fileURLToPath } from "node:url";
import { endProcess, launchServer, processesAbout, serverEnvironment, tempFolder } from "@pilothouse/testing";
import { expect, test } from "vitest";

const START = fileURLToPath(new URL("../../devtools/src/start.mjs", import.meta.url));

test("npm start brings up the server and the dashboard, and Ctrl-C ends both it and the server", async () => {
  await using folder = await tempFolder("start");
  const environment = await serverEnvironment(folder.path, { admin: "none", env: {} });
  const started = launchServer(environment, START);
  try {
    const { url, setupUrl } = await started.ready;
    expect(setupUrl).toMatch(/\/setup#code=.+/);
    expect((await fetch(`${url}/ready`)).status).toBe(200);
    expect(await (await fetch(url, { headers: { accept: "text/html" } })).text()).toContain("<title>");

    started.kill("SIGINT");
    expect(await started.ended).toEqual({ code: 0, signal: null });
    await expect(fetch(url)).rejects.toThrow("fetch failed");
  } finally {
    // The runner outlives the server, as it should.
    await Promise.all((await processesAbout(folder.path)).map((pid) => endProcess(pid)));
  }
});
