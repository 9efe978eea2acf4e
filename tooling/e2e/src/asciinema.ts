import { createServer, type Server } from "node:http";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { listenOnLoopback } from "@pilothouse/testing";

const bundled = (name: string) => fileURLToPath(import.meta.resolve(`asciinema-player/dist/bundle/${name}`));

const PAGE = `<!doctype html>
<meta charset="utf-8">
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/player.css">
<div id="player"></div>
<script src="/player.js"></script>
<script>
  const player = AsciinemaPlayer.create("/recording.cast", document.getElementById("player"), {
    autoPlay: true, speed: 50, idleTimeLimit: 0.2, fit: false, terminalFontFamily: "monospace",
  });
  player.addEventListener("ended", () => { document.body.dataset.ended = "true"; });
</script>`;

export interface PlayerSite extends AsyncDisposable {
  readonly url: string;
}

/** A site that plays a recording with asciinema's own player (https://github.com/asciinema/asciinema-player, Apache-2.0). */
export async function playerSite(cast: Uint8Array): Promise<PlayerSite> {
  const [script, style] = await Promise.all(
    ["asciinema-player.min.js", "asciinema-player.css"].map((name) => readFile(bundled(name))),
  );
  const files: Readonly<Record<string, readonly [type: string, body: string | Uint8Array | undefined]>> = {
    "/": ["text/html", PAGE],
    "/player.js": ["text/javascript", script],
    "/player.css": ["text/css", style],
    "/recording.cast": ["application/x-asciicast", cast],
  };
  const server: Server = createServer((request, response) => {
    const [type, body] = files[request.url ?? ""] ?? ["text/plain", undefined];
    response.writeHead(body === undefined ? 404 : 200, { "content-type": type }).end(body);
  });
  const port = await listenOnLoopback(server);
  return {
    url: `http://127.0.0.1:${port}/`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
