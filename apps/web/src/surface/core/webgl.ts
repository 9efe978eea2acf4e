import type { WebglAddon } from "@xterm/addon-webgl";
import type { Terminal } from "@xterm/xterm";

/** Pixels that rounding may explain. */
const SLACK_PX = 2;

/**
 * Draws with the graphics card while the pane is visible. Where that does not work, xterm draws with the DOM. Cells have
 * other sizes then, so `decided` tells each time how it is drawn from now on. Returns the way to stop.
 */
export function drawWithGraphicsCard(terminal: Terminal, decided: () => void): () => void {
  let stopped = false;
  let stop = (): void => undefined;
  import("@xterm/addon-webgl").then(
    ({ WebglAddon }) => {
      if (!stopped) stop = load(terminal, WebglAddon, decided);
    },
    // The chunk could not be loaded, for example because the server is away: the DOM renderer stays.
    () => decided(),
  );
  return () => {
    stopped = true;
    stop();
  };
}

function load(terminal: Terminal, Addon: typeof WebglAddon, decided: () => void): () => void {
  const addon = new Addon();
  try {
    terminal.loadAddon(addon);
  } catch {
    // No WebGL 2 here: the DOM renderer stays.
    addon.dispose();
    decided();
    return () => undefined;
  }
  let drawn = false;
  const checks = [
    addon.onContextLoss(() => fallBack()),
    terminal.onRender(() => {
      if (isDistorted(terminal)) return fallBack();
      // Only what was drawn has the card's cells.
      if (!drawn) decided();
      drawn = true;
    }),
  ];
  const stop = (): void => {
    for (const check of checks.splice(0)) check.dispose();
    addon.dispose();
  };
  const fallBack = (): void => {
    stop();
    decided();
  };
  return stop;
}

/**
 * Whether the drawing surface has other pixels than the screen. Browsers that report the pixels of a box wrongly, such as
 * ones that pretend to be a phone, would show it blank or blurred.
 */
function isDistorted({ element }: Terminal): boolean {
  const canvas = element?.querySelector<HTMLCanvasElement>(".xterm-screen canvas:not(.xterm-link-layer)");
  if (!canvas || canvas.clientWidth === 0) return false;
  return Math.abs(canvas.width - canvas.clientWidth * devicePixelRatio) > SLACK_PX * devicePixelRatio;
}
