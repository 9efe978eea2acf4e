import { existsSync } from "node:fs";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";

const YEAR_SECONDS = 31_536_000;

/** Serves the built dashboard; every path that is no file is a page of it. */
export async function serveDashboard(app: FastifyInstance, folder: string): Promise<void> {
  if (!existsSync(join(folder, "index.html"))) {
    app.get("/", (_request, reply) => reply.type("text/plain").send("The dashboard is not built. Run `npm start`.\n"));
    return;
  }
  await app.register(fastifyStatic, {
    root: folder,
    dotfiles: "ignore",
    index: ["index.html"],
    cacheControl: false,
    setHeaders: (reply, path) => {
      const hashed = path.startsWith(join(folder, "assets"));
      reply.header("cache-control", hashed ? `public, max-age=${YEAR_SECONDS}, immutable` : "no-cache");
    },
  });
  app.setNotFoundHandler((request, reply) => {
    const page = request.method === "GET" && (request.headers.accept ?? "").includes("text/html");
    if (page) return reply.header("cache-control", "no-cache").sendFile("index.html");
    return reply.code(404).send({ error: "not found" });
  });
}
