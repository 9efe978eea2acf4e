import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { Markdown } from "./markdown.tsx";

const html = (text: string) => renderToStaticMarkup(<Markdown>{text}</Markdown>);

test("transcript case 37: HTML in a text is text", () => {
  const text = `<script>alert(1)</script>\n\n<img src=x onerror="alert(1)">\n\nand <b onclick='x()'>bold</b>`;
  const shown = html(text);
  expect(shown).not.toMatch(/<(?:script|img|b)\b/);
  expect(shown).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
  expect(shown).toContain("&lt;img src=x");
});

test("transcript case 37: only addresses that can be followed safely are links, and they say where they lead", () => {
  for (const address of ["javascript:alert(1)", "JavaScript&#58;alert(1)", "data:text/html,x", "/terminals", "#top"]) {
    expect(html(`[click](${address})`)).toBe(
      `<div class="wrap-anywhere"><p class="my-2 first:mt-0 last:mb-0"><span>click</span></p></div>`,
    );
  }
  const link = html("[click](https://example.org/a?b=c)");
  expect(link).toContain('href="https://example.org/a?b=c"');
  expect(link).toContain('target="_blank" rel="noopener noreferrer nofollow"');
  expect(link).toContain("(example.org)");
  expect(html("<https://example.org/>").match(/example\.org\)/)).toBeNull();
});

test("transcript case 37: no picture is loaded", () => {
  const shown = html(
    "![a cat](https://evil.example/cat.png) and ![](javascript:x) and [![b](//evil.example/b)](https://example.org)",
  );
  expect(shown).not.toContain("<img");
  expect(shown).toContain("[image: a cat, at evil.example]");
  expect(shown).toContain("[image]");
});

test("text is formatted, without headings that would be those of the page", () => {
  const shown = html("# Title\n\n**bold** `code`\n\n- [x] done\n\n| a |\n| - |\n| 1 |\n\n```sh\nls\n```");
  expect(shown).not.toMatch(/<h\d|<input/);
  for (const part of ["Title", "<strong>bold</strong>", "☑", "<table", "<pre"]) expect(shown).toContain(part);
});

test("transcript case 37: what would hold the parser up, or exhaust it, is shown as it is", () => {
  for (const text of [">".repeat(30_000), "x".repeat(1_000_000)]) expect(html(text)).toContain(text.replaceAll(">", "&gt;"));
});
