// `cargo xtask bench edge`: the worker beside the same work in TypeScript with Hono, on the same
// runtime, in turn. Only ratios of one run mean something: machines differ, and so do their days.

import { readFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { once } from "node:events";
import { DEMO } from "../stack.ts";
import { weigh } from "../weigh.mjs";
import { costs } from "./costs.ts";
import { Contestant } from "./contestant.ts";
import { difference, rowsDiffer } from "./likeness.ts";
import { profile } from "./profile.ts";

const CONNECTIONS = 16;
/** The runtime compiles what is hot: it is given this long to, before measuring. */
const WARM_MS = 3_000;
const MEASURE_MS = 4_000;

/** A row of the report: a ratio of 1 or more is at or above the peer. */
export interface Row {
  case: string;
  premura: number;
  peer: number;
  ratio: number;
  unit: string;
}

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "5" },
    json: { type: "boolean", default: false },
    profile: { type: "boolean", default: false },
  },
});
const rounds = Number(values.rounds);

function needed(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run this by \`cargo xtask bench edge\``);
  return value;
}

// A mail relay that never greets: deliveries begin and wait, so that it is the intake that is measured.
const silence = createServer((socket) => socket.on("error", () => {})).listen(0, "127.0.0.1");
await once(silence, "listening");
const smtp = `smtp://127.0.0.1:${(silence.address() as AddressInfo).port}`;

const workerd = needed("PREMURA_WORKERD");
const peerFiles = needed("PREMURA_PEER");
const worker = join(import.meta.dirname, "../../dist/worker");
const premura = new Contestant({
  capnp: "edge/workerd.capnp",
  named: needed("PREMURA_NAMED"),
  modules: ["index.js", "index_bg.wasm"].map((name) => join(worker, name)),
}, workerd, smtp);
const peer = new Contestant({
  capnp: join(peerFiles, "workerd.capnp"),
  modules: [join(peerFiles, "index.js")],
}, workerd, smtp);
const both = [premura, peer];

/** All that was measured of one contestant, by case. */
const measured = new Map<Contestant, Map<string, number[]>>(both.map((one) => [one, new Map()]));
const note = (one: Contestant, name: string, value: number) => {
  const cases = measured.get(one)!;
  cases.set(name, [...(cases.get(name) ?? []), value]);
};

async function round(one: Contestant): Promise<void> {
  await one.start();
  note(one, "first page", await one.firstAnswer("GET", "/p/demo"));
  for (const name of ["pages", "submissions"]) {
    await one.load(name, CONNECTIONS, WARM_MS);
    const { requests, seconds, p50, p99, cpuMs } = await one.load(name, CONNECTIONS, MEASURE_MS);
    note(one, `${name}/s`, requests / seconds);
    note(one, `${name} p50`, p50);
    note(one, `${name} p99`, p99);
    note(one, `${name} cpu`, cpuMs / requests);
  }
  note(one, "memory", one.memory / 1e6);
  await one.stop();
  await one.start();
  note(one, "first submission", await one.firstAnswer("POST", "/v1/sites/demo/tickets", FIRST));
  await one.stop();
}

const FIRST = JSON.stringify({ email: "anna@posta.example", message: "Ciao", lang: "it" });
try {
  await premura.prepare({ type: "application/toml", body: DEMO });
  // The peer gets the very configuration the worker keeps.
  await peer.prepare({ type: "application/json", body: premura.configuration });
  await premura.start();
  await peer.start();
  const different = await difference(premura, peer);
  const rows = await rowsOfASubmission();
  for (const one of both) await one.stop();
  const unlike = different ?? (await rowsDiffer(premura, peer));
  if (unlike) throw new Error(`The two do not do the same work: ${unlike}`);
  for (let n = 1; n <= rounds; n += 1) {
    console.error(`  round ${n} of ${rounds}`);
    // Who begins changes, so that neither always follows the other.
    for (const one of n % 2 ? both : both.toReversed()) await round(one);
  }
  const table = report();
  if (values.profile) await profiles();
  if (values.json) console.log(JSON.stringify(table));
  else console.log(`\n${drawn(table)}\n\n${costs(table, rows)}`);
} finally {
  for (const one of both) await one.leave();
  silence.close();
}

/** Says where the time of both goes. */
async function profiles(): Promise<void> {
  for (const name of ["pages", "submissions"]) {
    for (const [who, one] of [["Premura", premura], ["peer", peer]] as const) {
      console.error(`\n${who}, ${name}: time of functions ${await profile(one, name, CONNECTIONS, WARM_MS)}`);
    }
  }
}

/** Rows one submission writes and reads: the peer counts them, and its statements are the same. */
async function rowsOfASubmission(): Promise<{ written: number; read: number }> {
  const rows = async () => (await fetch(`${peer.url}/v1/sites/demo/rows`)).json();
  const send = (key: string) =>
    fetch(`${peer.url}/v1/sites/demo/tickets`, {
      method: "POST",
      headers: { "content-type": "application/json", "idempotency-key": key },
      body: FIRST,
    });
  // The first is taken to delivery; the second waits behind it, for the relay never greets.
  await send("one");
  await new Promise((resolve) => setTimeout(resolve, 300));
  const before = await rows();
  await send("two");
  const after = await rows();
  // Setting the alarm is billed as a row.
  return { written: after.written - before.written + 1, read: after.read - before.read };
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

function report(): Row[] {
  const gzip = (one: Contestant) =>
    one.entry.modules.reduce((sum, file) => sum + weigh(readFileSync(file)).gzip, 0) / 1e3;
  const row = (name: string, [a, b]: number[], unit: string, moreIsBetter = false): Row => ({
    case: name, premura: round3(a), peer: round3(b), ratio: round3(moreIsBetter ? a / b : b / a), unit,
  });
  const medians = (name: string) => both.map((one) => median(measured.get(one)!.get(name)!));
  return [
    row("submissions", medians("submissions/s"), "1/s", true),
    row("submissions, p50", medians("submissions p50"), "ms"),
    row("submissions, p99", medians("submissions p99"), "ms"),
    row("submissions, CPU per request", medians("submissions cpu"), "ms"),
    row("panel pages", medians("pages/s"), "1/s", true),
    row("panel pages, p50", medians("pages p50"), "ms"),
    row("panel pages, p99", medians("pages p99"), "ms"),
    row("panel pages, CPU per request", medians("pages cpu"), "ms"),
    row("first page after a cold start", medians("first page"), "ms"),
    row("first submission after a cold start", medians("first submission"), "ms"),
    row("memory after load", medians("memory"), "MB"),
    row("worker, gzip", both.map(gzip), "kB"),
  ];
}

function round3(value: number): number {
  return Number(value.toPrecision(4));
}

function drawn(rows: Row[]): string {
  const line = (cells: string[]) => `${cells[0].padEnd(38)}${cells.slice(1).map((cell) => cell.padStart(10)).join("")}`;
  return [
    line(["", "Premura", "peer", "ratio"]),
    ...rows.map((r) => `${line([r.case, `${r.premura}`, `${r.peer}`, r.ratio.toFixed(2)])}  ${r.unit}${r.ratio < 1 ? "  below" : ""}`),
    "",
    `Medians of ${rounds} rounds in turn, ${CONNECTIONS} connections; a ratio of 1 or more is at or above the peer.`,
  ].join("\n");
}
