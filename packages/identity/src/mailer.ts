/** A message of plain text for one person. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** Sends mail; rejects when the message was not taken. */
export interface Mailer {
  send(mail: Mail): Promise<void>;
}

const LIFE_WORDS = "It works once, for half an hour.";

export function registrationMail(to: string, url: string): Mail {
  const text = `Somebody, hopefully you, asked for a Pilothouse account for this address.\n\nMake it here:\n${url}\n\n${LIFE_WORDS} If it was not you, do nothing.\n`;
  return { to, subject: "Your Pilothouse account", text };
}

export function knownMail(to: string): Mail {
  const text =
    "Somebody, hopefully you, asked for a Pilothouse account for this address. You have one already: sign in, or ask for a new password.\n\nIf it was not you, do nothing.\n";
  return { to, subject: "You have a Pilothouse account", text };
}

export function invitationMail(to: string, url: string): Mail {
  const text = `You are invited to Pilothouse.\n\nMake your account here:\n${url}\n\nThe link works once, for a week.\n`;
  return { to, subject: "You are invited to Pilothouse", text };
}

export function resetMail(to: string, url: string): Mail {
  const text = `Somebody, hopefully you, asked for a new Pilothouse password for this address.\n\nChoose it here:\n${url}\n\n${LIFE_WORDS} If it was not you, do nothing: your password stays as it is.\n`;
  return { to, subject: "Your new Pilothouse password", text };
}
