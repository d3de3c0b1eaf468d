// One client's connection to the worker: kept open, and opened anew after the worker was killed.

import { Agent, request } from "node:http";

/** An answer of the worker. */
export interface Answer {
  status: number;
  body: string;
}

/** Calls the worker over connections that are kept open. */
export class Wire {
  readonly #agent: Agent;
  readonly #origin: string;

  /** At most `connections` at once; further calls wait. */
  constructor(origin: string, connections: number) {
    this.#origin = origin;
    this.#agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  /** Fails when the connection does, as it does when the worker is killed. */
  call(method: string, path: string, headers: Record<string, string>, body?: string): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const sent = request(this.#origin + path, { method, headers, agent: this.#agent }, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("error", reject);
        response.on("aborted", () => reject(new Error("the answer was cut off")));
        response.on("end", () => {
          resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() });
        });
      });
      // A worker that hangs must not be taken for one that is slow.
      sent.setTimeout(30_000, () => sent.destroy(new Error("no answer within 30 s")));
      sent.on("error", reject);
      sent.end(body);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}
