// The load of a benchmark, in a process of its own: so many connections, each asking again as soon
// as it is answered. It speaks HTTP/1.1 over plain sockets, so that most of the machine is left to
// the worker. `node load.ts ORIGIN CASE CONNECTIONS MILLISECONDS` prints what it measured as JSON.

import { randomUUID } from "node:crypto";
import { connect, type Socket } from "node:net";

/** What was measured; times in milliseconds. */
export interface Measured {
  requests: number;
  seconds: number;
  p50: number;
  p99: number;
}

const [origin, name, connections, duration] = process.argv.slice(2);
const { hostname, port, host } = new URL(origin);
const HEAD_END = Buffer.from("\r\n\r\n");
const run = randomUUID();
let number = 0;

function page(): string {
  return `GET /p/demo HTTP/1.1\r\nhost: ${host}\r\naccept-language: it\r\n\r\n`;
}

function submission(): string {
  number += 1;
  const body = JSON.stringify({
    name: "Anna Bianchi",
    email: `anna-${number}.${run}@posta.example`,
    topic: "delivery",
    fields: { "order-number": "BL-12345", day: "2026-12-01" },
    message: `Buongiorno, ho ordinato una lampada “Lucciola” il 12 novembre e il pacco non è ancora arrivato. (${number})`,
    lang: "it",
    page: { url: "https://bottega-lume.example/lampada-lucciola", title: "Lampada Lucciola", referrer: "https://bottega-lume.example/" },
    device: { locale: "it-IT", time_zone: "Europe/Rome" },
    faqs_seen: ["track-order", "shipping-time"],
    searches: ["consegna"],
  });
  const headers = `content-type: application/json\r\nidempotency-key: ${run}-${number}\r\ncontent-length: ${Buffer.byteLength(body)}`;
  return `POST /v1/sites/demo/tickets HTTP/1.1\r\nhost: ${host}\r\n${headers}\r\n\r\n${body}`;
}

const CASES: Record<string, { ask: () => string; status: string }> = {
  pages: { ask: page, status: "200" },
  submissions: { ask: submission, status: "201" },
};
const { ask, status } = CASES[name];

const times: number[] = [];
const end = performance.now() + Number(duration);

/** The length of an answer, head included; none while its head is not complete. */
function lengthOf(answer: Buffer): number | undefined {
  const head = answer.indexOf(HEAD_END);
  if (head < 0) return undefined;
  const text = answer.toString("latin1", 0, head);
  if (text.slice(9, 12) !== status) throw new Error(answer.toString().slice(0, 500));
  const length = text.match(/\r\ncontent-length: (\d+)/i)?.[1];
  if (length === undefined) throw new Error(`an answer without a length: ${text}`);
  return head + 4 + Number(length);
}

/** Asks over one connection until the time is over. */
function client(): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket: Socket = connect(Number(port), hostname);
    let parts: Buffer[] = [];
    let got = 0;
    let wanted: number | undefined;
    let asked = 0;
    const next = () => {
      parts = [];
      got = 0;
      wanted = undefined;
      asked = performance.now();
      if (asked < end) socket.write(ask());
      else resolve(void socket.end());
    };
    socket.setNoDelay(true);
    socket.on("connect", next);
    socket.on("error", reject);
    socket.on("data", (part) => {
      parts.push(part);
      got += part.length;
      try {
        wanted ??= lengthOf(parts.length === 1 ? part : Buffer.concat(parts));
      } catch (trouble) {
        return reject(trouble);
      }
      if (wanted === undefined || got < wanted) return;
      times.push(performance.now() - asked);
      next();
    });
  });
}

const started = performance.now();
await Promise.all(Array.from({ length: Number(connections) }, client));
const seconds = (performance.now() - started) / 1_000;
times.sort((a, b) => a - b);
const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))];
const measured: Measured = { requests: times.length, seconds, p50: at(0.5), p99: at(0.99) };
console.log(JSON.stringify(measured));
