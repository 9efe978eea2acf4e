import type { ReactNode } from "react";
import { formatBytes } from "../../surface/bytes.ts";
import { plainTitle } from "../../terminals/describe.ts";
import type { Part } from "./entries.ts";
import { LongText } from "./long-text.tsx";
import { Markdown } from "./markdown.tsx";

/** The parts of a message that is shown as one thing. */
export function WrittenParts({ parts }: { parts: readonly Part[] }): ReactNode {
  return parts.map((part) => <Written key={part.index} part={part} />);
}

function Written({ part: { block, messageId, index } }: { part: Part }): ReactNode {
  switch (block.kind) {
    case "text":
    case "thinking":
      if (block.length <= block.text.length) return <Markdown>{block.text}</Markdown>;
      return <LongText {...block} messageId={messageId} index={index} />;
    case "call":
    case "result":
      return <LongText {...block} messageId={messageId} index={index} coloured />;
    case "media":
      return (
        <p className="text-ink-soft">
          [{plainTitle(block.mediaType)}, {formatBytes(block.bytes)}]
        </p>
      );
    case "other":
      break;
  }
  return (
    <p className="text-ink-faint">
      [<code className="font-mono">{plainTitle(block.type)}</code>]
    </p>
  );
}
