import type { Terminal } from "@xterm/xterm";

/** Draws with the graphics card while the pane is visible. Without one, or when it is lost, xterm draws with the DOM. Returns the way to stop. */
export function drawWithGraphicsCard(terminal: Terminal): () => void {
  let stopped = false;
  let stop = (): void => undefined;
  import("@xterm/addon-webgl").then(
    ({ WebglAddon }) => {
      if (stopped) return;
      try {
        const addon = new WebglAddon();
        addon.onContextLoss(() => addon.dispose());
        terminal.loadAddon(addon);
        stop = () => addon.dispose();
      } catch {
        // No WebGL 2 here: the DOM renderer stays.
      }
    },
    () => {
      // The chunk could not be loaded, for example because the server is away: the DOM renderer stays.
    },
  );
  return () => {
    stopped = true;
    stop();
  };
}
