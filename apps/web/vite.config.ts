import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const server = "http://127.0.0.1:7070";

export default defineConfig({
  plugins: [react(), tailwindcss()],
  build: {
    // The content policy allows scripts from files only, and every browser we support preloads modules itself.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    manifest: true,
    target: "es2023",
    rolldownOptions: {
      output: {
        codeSplitting: {
          // One chunk for the emulator, whose size has a budget; the WebGL renderer and the search stay apart and lazy.
          groups: [{ name: "xterm", test: /@xterm[\\/+](?!addon-(webgl|search))/ }],
        },
      },
    },
  },
  server: {
    proxy: {
      "/trpc": { target: server, ws: true },
      "/health": server,
      "/ready": server,
    },
  },
});
