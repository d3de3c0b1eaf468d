// Receivers of webhooks, each with a trouble of its own until the trouble ends. All remember what
// they got, by the id a webhook carries.

import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import type { Trouble } from "./trouble.ts";

/** What a receiver does at an event's first attempt. */
export type Manner = "steady" | "failing" | "late" | "dropping";

/** How many attempts are left without any answer, from one kill to the next. */
const HANGING = 3;

/** What came with one id. */
interface Got {
  body: string;
  ticket: string;
  attempts: number;
  /** How often it was taken: answered with 200, or dropped after it was taken. */
  taken: number;
}

export class Receiver {
  readonly manner: Manner;
  readonly #trouble: Trouble;
  readonly #server: Server;
  readonly #arrived: () => void;
  readonly got = new Map<string, Got>();
  /** Tickets whose `ticket.created` was taken. */
  readonly tickets = new Set<string>();
  /** Attempts whose body differs from an earlier one of the same id. */
  changed = 0;
  #hanging = 0;

  private constructor(manner: Manner, trouble: Trouble, arrived: () => void) {
    this.manner = manner;
    this.#trouble = trouble;
    this.#arrived = arrived;
    this.#server = createServer((request, response) => {
      this.#take(request, response).catch(() => request.socket.destroy());
    });
    // No connection is closed for being idle while the worker is about to use it.
    this.#server.keepAliveTimeout = 600_000;
  }

  /** `arrived` is called at whatever is taken. */
  static async start(manner: Manner, trouble: Trouble, arrived: () => void): Promise<Receiver> {
    const receiver = new Receiver(manner, trouble, arrived);
    receiver.#server.listen(0, "127.0.0.1");
    await once(receiver.#server, "listening");
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/${this.manner}`;
  }

  get attempts(): number {
    return this.#sum((got) => got.attempts);
  }

  /** What was taken once more than once. */
  get repeated(): number {
    return this.#sum((got) => Math.max(0, got.taken - 1));
  }

  /** The worker was killed: what hung on it is gone. */
  killed(): void {
    this.#hanging = 0;
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  #sum(count: (got: Got) => number): number {
    return [...this.got.values()].reduce((sum, got) => sum + count(got), 0);
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    const id = `${request.headers["webhook-id"]}`;
    const { ticket } = JSON.parse(body).data;
    let got = this.got.get(id);
    if (got === undefined) this.got.set(id, (got = { body, ticket: ticket.id, attempts: 0, taken: 0 }));
    got.attempts += 1;
    if (got.body !== body) this.changed += 1;
    const mayFail = this.#trouble.mayBefall(ticket.email) && got.attempts === 1;
    if (mayFail && !(await this.#misbehave(request, response, got))) {
      this.#trouble.made += 1;
      return;
    }
    this.#keep(got);
    response.writeHead(200).end();
  }

  /** Whether the attempt is taken and answered after all. */
  async #misbehave(request: IncomingMessage, response: ServerResponse, got: Got): Promise<boolean> {
    const luck = Math.random();
    if (this.manner === "failing") {
      response.writeHead(luck < 0.7 ? 500 : luck < 0.9 ? 503 : 404).end("not now");
      return false;
    }
    if (this.manner === "dropping") {
      // The answer may be lost after the matter was taken: then it comes once more.
      if (luck < 0.5) this.#keep(got);
      request.socket.destroy();
      return false;
    }
    if (this.manner === "late") {
      if (this.#hanging < HANGING) {
        this.#hanging += 1;
        return false;
      }
      if (luck < 0.1) await pause(100 + Math.random() * 1_000);
    }
    return true;
  }

  #keep(got: Got): void {
    got.taken += 1;
    if (JSON.parse(got.body).type === "ticket.created") this.tickets.add(got.ticket);
    this.#arrived();
  }
}
