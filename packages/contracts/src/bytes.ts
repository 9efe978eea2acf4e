import { z } from "zod";

/** Raw bytes; base64 where the transport is JSON. */
export const Bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array, "expected bytes");
