/** The WebSocket endpoint beside a page, such as `wss://host/trpc`. */
export function socketUrl(page: Pick<Location, "protocol" | "host">): string {
  return `${page.protocol === "https:" ? "wss:" : "ws:"}//${page.host}/trpc`;
}
