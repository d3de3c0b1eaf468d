// The API does what its description says: PyPI's schemathesis sends what the description allows,
// and what it does not, to a worker with some history, and holds every answer to it.

import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "@playwright/test";
import { DEMO, Receiver, SECRET, Worker } from "./stack.ts";

/* eslint-disable @typescript-eslint/no-explicit-any */
const JSON_TYPE = { "content-type": "application/json" };
const ACTIONS = ["upload", "request_page_reply", "inbound_mail"];
/** The groups of calls, in parts that take about as long. */
const PARTS = [
  ["Visitors"],
  ["Tickets", "Contacts"],
  ["Team and tokens", "Webhooks and deliveries", "Settings and reports", "The worker"],
];
const SCOPES = ["tickets:read", "tickets:write", "contacts:read", "contacts:write", "reports:read", "settings:read", "settings:write", "webhooks", "admin"];

let worker: Worker;
let receiver: Receiver;
let data: string;

test.beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), "premura-api-"));
  receiver = await Receiver.start();
  worker = await Worker.start({ INBOUND_TOKEN: "mail" });
  const more = ACTIONS.map((action) => `${action} = { burst = 100000, per_hour = 1000000 }\n`).join("");
  const hook = `\n[[webhooks]]\nid = "shop"\nurl = "${receiver.url}"\nsecret = "${SECRET}"\n`;
  await worker.publish("demo", `${DEMO}${more}${hook}`);
});
test.afterAll(async () => {
  await worker?.stop();
  receiver?.stop();
  rmSync(data, { recursive: true, force: true });
});

async function post(path: string, body: unknown): Promise<any> {
  const response = await worker.admin(`demo${path}`, { method: "POST", headers: JSON_TYPE, body: JSON.stringify(body) });
  expect(response.status, await response.clone().text()).toBeLessThan(300);
  return response.json();
}

/** What there is at the addresses, by the name it has in them. */
async function history(): Promise<Record<string, string[]>> {
  const ids: string[] = [];
  for (const n of [1, 2, 3, 4, 5]) {
    const phone = n === 1 ? { answer_by: "phone", phone: "+39 333 1234567" } : {};
    const { id } = await post("/tickets", { email: `anna${n}@posta.example`, name: "Anna", message: `Dov'è il pacco ${n}?`, searches: ["pacco"], ...phone });
    await post(`/tickets/${id}/messages`, { text: "È partito oggi.", by: "marta" });
    ids.push(id);
  }
  const get = async (path: string) => (await worker.admin(`demo${path}`)).json();
  await post("/webhooks/shop/test", {});
  await expect.poll(async () => (await get("/deliveries?state=delivered")).deliveries.length).toBeGreaterThan(3);
  const link = await post("/sign-in-links", { agent: "elio" });
  await fetch(link.url.replace(/\?.*/, ""), { method: "POST", body: new URLSearchParams({ link: new URL(link.url).searchParams.get("link")! }), redirect: "manual" });
  const { token } = await post("/tokens", { name: "To be revoked", scopes: ["webhooks"] });
  const { tickets } = await get("/tickets");
  return {
    site: ["demo"],
    ticket: ids,
    contact: tickets.map((ticket: any) => ticket.contact_id),
    delivery: (await get("/deliveries?limit=5")).deliveries.map(({ id }: any) => id),
    session: (await get("/sessions")).sessions.map(({ id }: any) => id),
    token: [token.id],
    agent: ["marta", "elio"],
    endpoint: ["shop"],
    faq: ["shipping-cost"],
    type: ["ticket.created"],
  };
}

/** The description as it is served, with what there is here, and with answers taken at their word:
 * a field that is not described is one too many. */
function told(document: any, here: Record<string, string[]>): any {
  for (const operations of Object.values<any>(document.paths)) {
    for (const operation of Object.values<any>(operations)) {
      for (const parameter of operation.parameters ?? []) {
        if (parameter.in === "path") parameter.schema = { enum: [...here[parameter.name]!, ...(parameter.name === "site" ? [] : ["nothing"])] };
      }
      const sent = operation.requestBody?.content["application/json"]?.schema.properties ?? {};
      // What the description cannot know of this site.
      if (sent.into) sent.into = { enum: here.ticket };
      if (sent.survey) sent.survey = { enum: ["csat", "nps", "ces", "nothing"] };
      for (const response of Object.values<any>(operation.responses)) {
        for (const { schema } of Object.values<any>(response.content ?? {})) close(schema);
      }
    }
  }
  Object.values<any>(document.components.schemas).forEach(close);
  return document;
}

function close(schema: any): void {
  if (schema?.properties && schema.type === "object" && !schema.additionalProperties) schema.additionalProperties = false;
  for (const part of [schema?.items, ...(schema?.anyOf ?? []), ...(schema?.oneOf ?? []), ...Object.values<any>(schema?.properties ?? {})]) {
    if (part && typeof part === "object") close(part);
  }
}

test("answers as described, whatever is sent", async () => {
  test.setTimeout(240_000);
  const python = process.env.PREMURA_PYTHON;
  test.skip(!python, "needs Python with PyPI's packages: run `cargo xtask test`");
  const here = await history();
  const served = await fetch(`${worker.url}/v1/openapi.json`);
  expect(served.headers.get("content-type")).toBe("application/json; charset=utf-8");
  const file = join(data, "openapi.json");
  const document = told(await served.json(), here);
  expect(new Set(document.tags.map(({ name }: any) => name))).toEqual(new Set(PARTS.flat()));
  writeFileSync(file, JSON.stringify(document));
  const { secret } = await post("/tokens", { name: "All", scopes: SCOPES });
  const config = join(import.meta.dirname, "schemathesis.toml");
  const options = ["--url", worker.url, "--header", `Authorization: Bearer ${secret}`, "--seed", "1", "--max-examples", "20", "--no-color"];
  // Side by side as processes: Python's parser is not safe between threads.
  const runs = PARTS.map((tags) => {
    const only = tags.flatMap((tag) => ["--include-tag", tag]);
    const all = ["-m", "schemathesis.cli", "--config-file", config, "run", file, ...options, ...only];
    return promisify(execFile)(python!, all, { cwd: import.meta.dirname, maxBuffer: 64 * 1024 * 1024 }).catch((trouble) => trouble);
  });
  let tested = 0;
  for (const run of runs) {
    const said = await run;
    const text = `${said.stdout}${said.stderr}`;
    expect(said.code ?? 0, text.slice(text.lastIndexOf("SUMMARY") - 20_000)).toBe(0);
    tested += Number(text.match(/Tested: +(\d+)/)![1]);
    console.log(text.match(/Test cases:\s+(.*)/)![1], text.match(/ in ([\d.]+s)/)![1]);
  }
  expect(tested).toBe(Object.values<object>(document.paths).flatMap(Object.keys).length);
  expect((await worker.tickets("demo")).length).toBeGreaterThan(3);
});
