import type { Mailer } from "@pilothouse/identity";
import { createTransport } from "nodemailer";

const ANSWER_MS = 10_000;

export interface MailSettings {
  /** `smtp://` or `smtps://`, with user and password where the server asks for them. */
  readonly url: string;
  readonly from: string;
}

/** Sends mail through an SMTP server, each message over a connection of its own. */
export function smtpMailer({ url, from }: MailSettings): Mailer {
  const patience = { connectionTimeout: ANSWER_MS, greetingTimeout: ANSWER_MS, socketTimeout: ANSWER_MS };
  const transport = createTransport({ url, ...patience });
  return { send: async (mail) => void (await transport.sendMail({ ...mail, from })) };
}
