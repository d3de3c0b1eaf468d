// `cargo xtask chaos`: customers write, receivers make trouble, and the worker is killed with -9 at
// random moments. Afterwards everything that was acknowledged must be there, once, and delivered.

import { once, EventEmitter } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { Worker } from "../stack.ts";
import { audit, Ledger, owed, type Report } from "./audit.ts";
import { Customers, type Submission } from "./customers.ts";
import { Receiver } from "./receivers.ts";
import { Relay } from "./relay.ts";
import { shop } from "./shops.ts";
import { Trouble } from "./trouble.ts";
import { Wire } from "./wire.ts";

const CLIENTS = 24;
/** Between two kills, in milliseconds. */
const LIFE = { shortest: 300, longest: 2_500 };
/** After the last kill, so that its neighbours have their trouble as well. */
const LAST_LIFE = 1_500;
/** After the customers have stopped, so that what waits has its trouble too. */
const TROUBLE_GOES_ON = 5_000;
/** Until everything has arrived: past the five minutes after which a delivery is tried a third time. */
const PATIENCE = 7 * 60_000;
/** Requests sent again after everything, with the keys they had. */
const REPEATED = 200;

const { values } = parseArgs({ options: { kills: { type: "string", default: "5" }, json: { type: "boolean", default: false } } });
const kills = Number(values.kills);
const began = performance.now();
const seconds = () => `${((performance.now() - began) / 1_000).toFixed(1)} s`;
const say = (what: string) => console.error(`  ${seconds().padStart(8)}  ${what}`);

const arrivals = new EventEmitter();
const arrived = () => arrivals.emit("one");
const submissions = new Map<string, Submission>();
const trouble = new Trouble(submissions);
const receive = (manner: "steady" | "failing" | "late" | "dropping") => Receiver.start(manner, trouble, arrived);
const [steady, failing, late, dropping] = await Promise.all([receive("steady"), receive("failing"), receive("late"), receive("dropping")]);
const receivers = [steady, failing, late, dropping];
const relay = await Relay.start(trouble, submissions, arrived);
const shops = [
  shop("lume", [steady, failing]),
  shop("duna", [late, steady]),
  shop("onda", [dropping], "marta@bottega-lume.example"),
];

const worker = await Worker.start({ SMTP_URL: `smtp://127.0.0.1:${relay.port}` });
for (const { id, toml } of shops) await worker.publish(id, toml);
const wire = new Wire(worker.url, CLIENTS);
const customers = new Customers(wire, shops, submissions);

customers.start(CLIENTS);
const opened = performance.now();
for (let n = 1; n <= kills; n += 1) {
  await pause(LIFE.shortest + Math.random() * (LIFE.longest - LIFE.shortest));
  await worker.kill();
  trouble.killed();
  for (const receiver of receivers) receiver.killed();
  say(`killed, ${n} of ${kills}; ${customers.accepted.length} acknowledged, ${trouble.made} attempts failed`);
  await worker.restart();
}
await pause(LAST_LIFE);
const writing = (performance.now() - opened) / 1_000;
await customers.stop();
say(`${customers.accepted.length} acknowledged, ${Math.round(customers.accepted.length / writing)} a second`);
await pause(TROUBLE_GOES_ON);
trouble.end();
say(`${trouble.made} attempts failed; everybody is well from now on`);

await everythingArrives();
const sample = customers.accepted.sort(() => Math.random() - 0.5).slice(0, REPEATED);
await Promise.all(sample.map((submission) => customers.send(submission)));
const ledger = new Ledger(wire);
await everythingIsSettled();
const report = audit(kills, shops, customers.accepted, relay, ledger, say);
report.changed_ids += customers.changed;
for (const surprise of customers.surprises.slice(0, 5)) say(`unexpected: ${surprise}`);
if (/panick|unreachable/i.test(worker.log)) say(`the worker's log: ${worker.log.match(/.*(?:panick|unreachable).*/i)?.[0]}`);

const { kills: _, acknowledged, ...faults } = report;
const held = acknowledged > 0 && Object.values(faults).every((fault) => fault === 0) && customers.surprises.length === 0;
console.log(values.json ? JSON.stringify(report) : text(report));
process.exitCode = held ? 0 : 1;

wire.close();
relay.stop();
for (const receiver of receivers) receiver.stop();
await worker.stop();

/** Waits until the receivers have all that is owed. */
async function everythingArrives(): Promise<void> {
  const deadline = AbortSignal.timeout(PATIENCE);
  let missing = customers.accepted;
  for (;;) {
    missing = missing.filter((submission) => [...owed(submission, relay)].some((there) => !there));
    if (missing.length === 0) return say("everything has arrived");
    try {
      await once(arrivals, "one", { signal: deadline });
      // Many arrive together: they are looked at together.
      await pause(50);
    } catch {
      return say(`given up after ${PATIENCE / 60_000} minutes`);
    }
  }
}

/** Waits until the store knows of every delivery what became of it. */
async function everythingIsSettled(): Promise<void> {
  const deadline = performance.now() + 60_000;
  for (const site of shops) {
    while ((await ledger.read(site)) > 0 && performance.now() < deadline) await pause(200);
  }
}

function text(report: Report): string {
  const sum = (of: (receiver: Receiver) => number) => receivers.reduce((total, receiver) => total + of(receiver), 0);
  const rows: [string, number, string][] = [
    ["Kills with -9", report.kills, ""],
    ["Submissions acknowledged", report.acknowledged, `${Math.round(report.acknowledged / writing)} a second, from ${CLIENTS} clients`],
    ["  sent again, for want of an answer", customers.retries, ""],
    ["Attempts at webhooks", sum((r) => r.attempts), `${sum((r) => r.repeated)} came twice, with the same id`],
    ["Attempts at mails", relay.attempts, `${relay.repeated} came twice, with the same Message-ID`],
    ["  failed on purpose", trouble.made, "500, 404, no answer, hung up, greylisted"],
    ["Lost", report.lost, ""],
    ["Duplicated", report.duplicated, ""],
    ["Undelivered after recovery", report.undelivered, ""],
    ["Ids changed", report.changed_ids, ""],
  ];
  const lines = rows.map(([name, number, note]) => `${name.padEnd(36)}${number.toLocaleString("en").padStart(9)}  ${note}`.trimEnd());
  return `\n${lines.join("\n")}\n\n${held ? "Nothing was lost." : "It does not hold."} ${seconds()}.`;
}
