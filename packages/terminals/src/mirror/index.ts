export { type Mirrored, withMirror } from "./with-mirror.ts";
