import { preferences } from "../preferences/preferences.ts";
import { whenLooksChange } from "../preferences/theme.ts";
import { Attachment } from "./core/attachment.ts";
import { looks } from "./core/emulator.ts";
import { Feed } from "./core/feed.ts";
import { createSmallScreen } from "./core/small-screen.ts";
import { drawWithGraphicsCard } from "./core/webgl.ts";
import { viewOnly } from "./surfaces.ts";

export type PreviewState = "waiting" | "painted" | "failed";

interface PreviewOptions {
  readonly container: HTMLElement;
  onState(state: PreviewState): void;
}

/** Shows a terminal small and live. It only looks: it types nothing, answers nothing and asks for no size. Returns the way to stop. */
export function showPreview(id: string, { container, onState }: PreviewOptions): () => void {
  const { terminal, fit } = createSmallScreen(container, looks(preferences.get()));
  const feed = new Feed(terminal);
  const ignore = (): void => undefined;
  const attachment = new Attachment({
    id,
    fresh: false,
    terminal,
    feed,
    deps: viewOnly,
    hooks: {
      connected: ignore,
      failed: () => onState("failed"),
      waiting: ignore,
      refused: ignore,
      painted: () => onState("painted"),
      resized: fit,
      audience: ignore,
      ended: ignore,
    },
  });
  const drawing = drawWithGraphicsCard(terminal, fit);
  const observer = new ResizeObserver(fit);
  observer.observe(container);
  const stopLooks = whenLooksChange(() => {
    const { fontSize: _usual, ...others } = looks(preferences.get());
    Object.assign(terminal.options, others);
    fit();
  });
  attachment.connect();
  return () => {
    stopLooks();
    observer.disconnect();
    attachment.disconnect();
    drawing.stop();
    terminal.dispose();
    container.replaceChildren();
  };
}
