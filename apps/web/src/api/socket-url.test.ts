import { expect, test } from "vitest";
import { socketUrl } from "./socket-url.ts";

test("the socket is as safe as the page", () => {
  expect(socketUrl({ protocol: "https:", host: "pilot.example" })).toBe("wss://pilot.example/trpc");
  expect(socketUrl({ protocol: "http:", host: "127.0.0.1:7070" })).toBe("ws://127.0.0.1:7070/trpc");
});
