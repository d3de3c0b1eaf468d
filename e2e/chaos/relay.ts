// A real SMTP server that refuses some recipients for good, greylists others, and drops some
// connections, with the mail in hand or before it came.

import { once } from "node:events";
import type { AddressInfo, Server, Socket } from "node:net";
import { SMTPServer, type SMTPServerAddress, type SMTPServerSession } from "smtp-server";
import type { Submission } from "./customers.ts";
import type { Trouble } from "./trouble.ts";

type Done = (trouble?: Error | null) => void;

/** A mail that was taken. */
interface Taken {
  to: string;
  reference: string;
  messageId: string;
}

const refusal = (code: number, text: string) => Object.assign(new Error(text), { responseCode: code });

/** A header's value with its encoded words read (RFC 2047). */
function header(raw: string, name: string): string {
  const [head] = raw.split(/\r?\n\r?\n/, 1);
  const unfolded = head.replace(/\r?\n[ \t]+/g, " ");
  const value = unfolded.match(new RegExp(`^${name}: *(.*?)\\r?$`, "im"))?.[1] ?? "";
  return value
    .replace(/\?=\s+=\?/g, "?==?")
    .replace(/=\?utf-8\?(b|q)\?(.*?)\?=/gi, (_, how: string, text: string) => {
      if (how.toLowerCase() === "b") return Buffer.from(text, "base64").toString();
      const bytes = text.replace(/_/g, " ").replace(/=([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
      return Buffer.from(bytes, "latin1").toString();
    });
}

export class Relay {
  readonly #server: SMTPServer;
  readonly #trouble: Trouble;
  readonly #submissions: ReadonlyMap<string, Submission>;
  readonly #arrived: () => void;
  readonly #sockets = new Map<number, Socket>();
  /** Recipients who were in trouble once. */
  readonly #troubled = new Set<string>();
  /** By recipient and reference, the Message-ID. */
  readonly taken = new Map<string, Taken>();
  attempts = 0;
  /** Mails that came once more. */
  repeated = 0;
  /** Mails that came again under another Message-ID. */
  changed = 0;
  port = 0;

  private constructor(trouble: Trouble, submissions: ReadonlyMap<string, Submission>, arrived: () => void) {
    this.#trouble = trouble;
    this.#submissions = submissions;
    this.#arrived = arrived;
    this.#server = new SMTPServer({
      secure: false,
      authOptional: true,
      disabledCommands: ["STARTTLS", "AUTH"],
      disableReverseLookup: true,
      logger: false,
      onRcptTo: (address, session, done) => this.#recipient(address, session, done),
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on("data", (chunk: Buffer) => chunks.push(chunk));
        stream.on("end", () => this.#keep(Buffer.concat(chunks).toString(), session, done));
      },
    });
    // The worker is killed in the middle of conversations: that is no error of ours.
    this.#server.on("error", () => {});
    (this.#server.server as Server).on("connection", (socket) => {
      const port = socket.remotePort ?? 0;
      this.#sockets.set(port, socket);
      socket.on("close", () => this.#sockets.delete(port));
    });
  }

  static async start(
    trouble: Trouble,
    submissions: ReadonlyMap<string, Submission>,
    arrived: () => void,
  ): Promise<Relay> {
    const relay = new Relay(trouble, submissions, arrived);
    const listener = relay.#server.listen(0, "127.0.0.1") as Server;
    await once(listener, "listening");
    relay.port = (listener.address() as AddressInfo).port;
    return relay;
  }

  /** Whether a mail to this address about this reference was taken. */
  has(to: string, reference: string): boolean {
    return this.taken.has(`${to} ${reference}`);
  }

  stop(): void {
    this.#server.close();
    for (const socket of this.#sockets.values()) socket.destroy();
  }

  #befall(address: string): void {
    this.#troubled.add(address);
    this.#trouble.made += 1;
  }

  #drop(session: SMTPServerSession): void {
    this.#sockets.get(session.remotePort)?.destroy();
  }

  #recipient({ address }: SMTPServerAddress, session: SMTPServerSession, done: Done): void {
    this.attempts += 1;
    const fate = this.#submissions.get(address)?.mail;
    const mayFail = this.#trouble.mayBefall(address) && !this.#troubled.has(address);
    if (fate === "refused") return done(refusal(550, "No such user here"));
    if (mayFail && fate === "greylisted") {
      this.#befall(address);
      return done(refusal(451, "Greylisted, please try again"));
    }
    if (mayFail && fate === "dropped" && Math.random() < 0.5) {
      this.#befall(address);
      return this.#drop(session);
    }
    done();
  }

  #keep(raw: string, session: SMTPServerSession, done: Done): void {
    const messageId = header(raw, "Message-ID");
    const reference = header(raw, "Subject").match(/[0-9A-Z]{4}-[0-9A-Z]{4}/)?.[0] ?? "";
    for (const { address: to } of session.envelope.rcptTo) {
      const key = `${to} ${reference}`;
      const earlier = this.taken.get(key);
      if (earlier === undefined) this.taken.set(key, { to, reference, messageId });
      else this.repeated += 1;
      if (earlier !== undefined && earlier.messageId !== messageId) this.changed += 1;
      const dropped = this.#submissions.get(to)?.mail === "dropped";
      if (dropped && !this.#troubled.has(to) && this.#trouble.mayBefall(to)) {
        // Taken, but the sender never hears of it.
        this.#befall(to);
        this.#arrived();
        return this.#drop(session);
      }
    }
    this.#arrived();
    done();
  }
}
