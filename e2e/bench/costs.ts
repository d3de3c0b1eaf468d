// What a million of something costs on Cloudflare, and whether a small site fits the free plan,
// worked out from what was measured.

import type { Row } from "./edge.ts";
import { FREE, OBJECT_GB, PER_MILLION } from "./prices.ts";

/** Webhooks of one submission, to one endpoint: that it came in, and whose it is. */
const WEBHOOKS = 2;
/** Mails and webhooks owed for one submission of a small site: to the customer, to the team, and those. */
const DELIVERIES = 2 + WEBHOOKS;
/** Rows a webhook writes at the intake, where the site that is measured has no endpoint: itself and two index entries. */
const ROWS_A_WEBHOOK = 3;
/** Rows a delivery writes: taken up, concluded, out of an index, the attempt, and what is known of the receiver. */
const ROWS_A_DELIVERY = 5;
/** How long a submission and its deliveries keep the object busy, in seconds: a mail relay takes its time. */
const BUSY_S = 2;
/** Panel openings before one customer writes. */
const PAGES_A_SUBMISSION = 20;

const dollars = (amount: number) => `$${amount.toFixed(2)}`;

export function costs(table: Row[], rows: { written: number; read: number }): string {
  const of = (name: string) => table.find((row) => row.case === name)!.premura;
  const [pageMs, submissionMs, gzip] = [of("panel pages, CPU per request"), of("submissions, CPU per request"), of("worker, gzip")];
  const intake = rows.written + WEBHOOKS * ROWS_A_WEBHOOK;
  const written = intake + DELIVERIES * ROWS_A_DELIVERY;
  const page = { requests: PER_MILLION.requests, cpu: pageMs * PER_MILLION.cpuMs };
  const submission = {
    requests: PER_MILLION.requests,
    cpu: submissionMs * PER_MILLION.cpuMs,
    // Itself and one alarm.
    object: 2 * PER_MILLION.objectRequests,
    duration: BUSY_S * OBJECT_GB * PER_MILLION.objectGbS,
    rows: written * PER_MILLION.rowsWritten + rows.read * PER_MILLION.rowsRead,
  };
  const sum = (parts: Record<string, number>) => Object.values(parts).reduce((a, b) => a + b, 0);
  const parts = (named: Record<string, number>) =>
    Object.entries(named).map(([name, amount]) => `${name} ${dollars(amount)}`).join(", ");
  const aDay = Math.floor(Math.min(
    FREE.rowsWrittenADay / written,
    FREE.requestsADay / (PAGES_A_SUBMISSION + 1),
    FREE.objectRequestsADay / 2,
  ));
  const within = (is: boolean) => (is ? "within" : "OVER");
  return [
    "On Cloudflare's price list, a million of each, beyond what the plan includes:",
    `  panel pages  ${dollars(sum(page)).padStart(7)}   ${parts(page)}`,
    `  submissions  ${dollars(sum(submission)).padStart(7)}   ${parts(submission)}`,
    `  (a submission with ${DELIVERIES} deliveries writes ${written} rows, ${intake} of them at the intake)`,
    "",
    "On the free plan:",
    `  worker         ${gzip} kB gzip of ${FREE.gzipBytes / 1e3} kB, ${within(gzip * 1e3 <= FREE.gzipBytes)}`,
    `  CPU            ${pageMs} ms a page, ${submissionMs} ms a submission, of ${FREE.cpuMs} ms, ${within(Math.max(pageMs, submissionMs) <= FREE.cpuMs)}`,
    `  in a day       ${aDay.toLocaleString("en")} submissions with ${PAGES_A_SUBMISSION} panel pages each`,
  ].join("\n");
}
