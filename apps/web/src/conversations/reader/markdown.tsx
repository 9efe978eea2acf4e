import { Component, type ComponentProps, type ReactNode } from "react";
import Parser, { type Components } from "react-markdown";
import remarkGfm from "remark-gfm";
import { isFormattable } from "./formattable.ts";
import { safeLink, targetWords } from "./safe-link.ts";
import { visibleText } from "./visible-text.ts";

const PLUGINS = [remarkGfm];
const BLOCK = "my-2 first:mt-0 last:mb-0";
const CODE = "rounded-sm bg-hover px-1 font-mono text-xs";

/** Text in its own lines, as it was written. */
function PlainText({ children }: { children: string }): ReactNode {
  return <div className="wrap-anywhere whitespace-pre-wrap">{visibleText(children)}</div>;
}

/** A text in Markdown. HTML in it is text, pictures are told and not loaded, and links say where they lead. */
export function Markdown({ children }: { children: string }): ReactNode {
  if (!isFormattable(children)) return <PlainText>{children}</PlainText>;
  return (
    <Fallback key={children} instead={<PlainText>{children}</PlainText>}>
      <div className="wrap-anywhere">
        <Parser remarkPlugins={PLUGINS} urlTransform={addressOf} components={COMPONENTS}>
          {visibleText(children)}
        </Parser>
      </div>
    </Fallback>
  );
}

function addressOf(address: string): string {
  return safeLink(address)?.href ?? "";
}

function Heading({ children }: { children?: ReactNode }): ReactNode {
  return <p className="mt-4 mb-2 text-base font-semibold first:mt-0">{children}</p>;
}

function Anchor({ href = "", children }: ComponentProps<"a">): ReactNode {
  const url = safeLink(href);
  if (!url) return <span>{children}</span>;
  const target = targetWords(url);
  const said = typeof children === "string" && children.includes(target);
  return (
    <a href={url.href} title={url.href} target="_blank" rel="noopener noreferrer nofollow" className="text-accent underline">
      {children}
      {!said && <span className="text-ink-faint"> ({target})</span>}
    </a>
  );
}

/** A page must not ask another host for a picture that a transcript names. */
function Picture({ alt = "", src }: ComponentProps<"img">): ReactNode {
  const url = typeof src === "string" ? safeLink(src) : null;
  return (
    <span className="text-ink-soft">
      [image{alt && `: ${alt}`}
      {url && `, at ${targetWords(url)}`}]
    </span>
  );
}

const COMPONENTS: Components = {
  a: Anchor,
  img: Picture,
  h1: Heading,
  h2: Heading,
  h3: Heading,
  h4: Heading,
  h5: Heading,
  h6: Heading,
  p: ({ children }) => <p className={BLOCK}>{children}</p>,
  ul: ({ children }) => <ul className={`${BLOCK} list-disc pl-6`}>{children}</ul>,
  ol: ({ children, start }) => (
    <ol start={start} className={`${BLOCK} list-decimal pl-6`}>
      {children}
    </ol>
  ),
  blockquote: ({ children }) => (
    <blockquote className={`${BLOCK} border-l-2 border-line-strong pl-3 text-ink-soft`}>{children}</blockquote>
  ),
  code: ({ children }) => <code className={CODE}>{children}</code>,
  pre: ({ children }) => (
    <pre
      className={`${BLOCK} rounded border border-line bg-canvas px-3 py-2 font-mono text-xs whitespace-pre-wrap *:bg-transparent *:p-0`}
    >
      {children}
    </pre>
  ),
  hr: () => <hr className="my-4 border-line" />,
  table: ({ children }) => <table className={`${BLOCK} w-auto border-collapse text-left`}>{children}</table>,
  th: ({ children }) => <th className="border border-line px-2 py-1 align-top font-semibold">{children}</th>,
  td: ({ children }) => <td className="border border-line px-2 py-1 align-top">{children}</td>,
  input: ({ checked }) => <span>{checked ? "☑" : "☐"}</span>,
};

interface FallbackProps {
  instead: ReactNode;
  children: ReactNode;
}

/** Shows something else where a text cannot be drawn: one entry must not take the page with it. */
class Fallback extends Component<FallbackProps, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    return this.state.failed ? this.props.instead : this.props.children;
  }
}
