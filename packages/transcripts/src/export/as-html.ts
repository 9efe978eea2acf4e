import { createHash } from "node:crypto";
import type { Block, Message } from "@pilothouse/contracts";
import { escapeHtml } from "./escape-html.ts";
import type { Exported } from "./exported.ts";
import { factsOf, headingOf } from "./headings.ts";

const STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; overflow-wrap: anywhere; }
h2 { font-size: 0.8rem; font-weight: 600; margin: 0 0 0.5rem; opacity: 0.7; overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 1rem; }
dt { opacity: 0.7; }
dd { margin: 0; overflow-wrap: anywhere; }
article { border-top: 1px solid color-mix(in srgb, currentColor 20%, transparent); padding: 1rem 0; }
article.prompt { border-left: 4px solid #2563eb; padding-left: 1rem; }
article.error { border-left: 4px solid #dc2626; padding-left: 1rem; }
p, pre { white-space: pre-wrap; overflow-wrap: anywhere; margin: 0.5rem 0; unicode-bidi: isolate; }
pre { font: 0.85rem/1.5 ui-monospace, monospace; background: color-mix(in srgb, currentColor 6%, transparent); padding: 0.75rem; border-radius: 0.25rem; }
summary { cursor: pointer; overflow-wrap: anywhere; }
`;

/** Nothing is loaded and nothing runs; the one style that there is is named by its hash. */
const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/** One file that needs nothing else. All that comes from the transcript is text in it. */
export async function* asHtml({ conversation, messages }: Exported): AsyncGenerator<string> {
  const title = escapeHtml(conversation.title);
  yield `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(POLICY)}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<h1>${title}</h1>
<dl>
${factsOf(conversation)
  .map(([name, fact]) => `<dt>${name}</dt><dd>${escapeHtml(fact)}</dd>`)
  .join("\n")}
</dl>
</header>
<main>
`;
  for await (const message of messages) yield messageOf(message);
  yield "</main>\n</body>\n</html>\n";
}

function messageOf(message: Message): string {
  const blocks = message.blocks.map(blockOf).filter((html) => html !== "");
  if (blocks.length === 0) return "";
  return `<article class="${message.kind}" id="m${message.id}">\n<h2>${escapeHtml(headingOf(message))}</h2>\n${blocks.join("\n")}\n</article>\n`;
}

function blockOf(block: Block): string {
  switch (block.kind) {
    case "text":
      return block.text.trim() === "" ? "" : `<p>${escapeHtml(block.text.trimEnd())}</p>`;
    case "thinking":
      return block.text.trim() === "" ? "" : folded("Thinking", block.text);
    case "call":
      return folded(`Calls ${block.name}`, block.text);
    case "result":
      return folded(block.outcome === "ok" ? "Answered" : `Answered (${block.outcome})`, block.text);
    case "media":
      return `<p>(${escapeHtml(block.mediaType)}, ${block.bytes} bytes)</p>`;
    case "other":
    default:
      return `<p>(${escapeHtml(block.type)})</p>`;
  }
}

function folded(summary: string, text: string): string {
  return `<details><summary>${escapeHtml(summary)}</summary><pre>${escapeHtml(text)}</pre></details>`;
}
