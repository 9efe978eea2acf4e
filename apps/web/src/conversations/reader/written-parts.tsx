import type { ReactNode } from "react";
import { formatBytes } from "../../surface/bytes.ts";
import { plainTitle } from "../../terminals/describe.ts";
import type { Part, TextBlock } from "./entries.ts";
import { isFormattable } from "./formattable.ts";
import { LongText } from "./long-text.tsx";
import { Markdown } from "./markdown.tsx";

/** The parts of a message that is shown as one thing. */
export function WrittenParts({ parts }: { parts: readonly Part[] }): ReactNode {
  return parts.map((part) => <Written key={part.index} part={part} />);
}

/** What somebody wrote: formatted where that can be done in a moment, else as it is, with its begin first. */
export function WrittenText({ part: { block, messageId, index } }: { part: Part<TextBlock> }): ReactNode {
  if (block.length <= block.text.length && isFormattable(block.text)) return <Markdown>{block.text}</Markdown>;
  return <LongText text={block.text} length={block.length} messageId={messageId} index={index} look="prose" />;
}

function Written({ part: { block, messageId, index } }: { part: Part }): ReactNode {
  switch (block.kind) {
    case "text":
    case "thinking":
      return <WrittenText part={{ block, messageId, index }} />;
    case "call":
    case "result":
      return <LongText {...block} messageId={messageId} index={index} look="coloured" />;
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
