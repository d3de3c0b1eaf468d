// Requests at the door, as the API takes them: repeated ones are one, too many are told to wait,
// suspected spam is kept apart, and each finds the people it is for.

import { createHash } from "node:crypto";
import { expect, test } from "@playwright/test";
import { DEMO, Worker } from "./stack.ts";

let worker: Worker;

const STAFF = `
[[teams]]
id = "care"
name = "Care"
[[teams]]
id = "returns"
name = "Returns"
[[agents]]
id = "marta"
name = "Marta"
email = "marta@bottega-lume.example"
teams = ["care"]
[[agents]]
id = "elio"
name = "Elio"
email = "elio@bottega-lume.example"
teams = ["care", "returns"]
[[routing]]
when = { page = "*/returns*" }
team = "returns"
priority = "high"
tags = ["return"]
[[routing]]
team = "care"
`;
const BARE = DEMO.replace(/\n\[spam\][\s\S]*$/, "\n");

test.beforeAll(async () => {
  worker = await Worker.start();
  await worker.publish("demo", without(DEMO) + STAFF);
  await worker.publish(
    "narrow",
    `${BARE}\n[limits]\nsubmit_from_address = { burst = 2, per_hour = 60 }\ntickets_per_contact = { burst = 3, per_hour = 3600 }\n`,
  );
});

test.afterAll(async () => worker?.stop());

/** The demo without people of its own. */
function without(toml: string): string {
  return toml.replace(/\[\[(teams|agents|routing|escalations)\]\]\n(?:(?!\[).*\n)*/g, "");
}

let count = 0;
const fresh = (more: object = {}) => ({ email: `anna${count++}@posta.example`, message: `Ciao, numero ${count}`, ...more });

test("the same key and body is the same request for as long as the key is remembered", async () => {
  const key = { "idempotency-key": "one" };
  const draft = fresh();
  const first = await worker.submit("demo", draft, key);
  const again = await worker.submit("demo", draft, key);
  expect([first.status, again.status]).toEqual([201, 201]);
  const [a, b] = [await first.json(), await again.json()];
  expect(a).toEqual(b);
  const other = await worker.submit("demo", fresh(), key);
  expect(other.status).toBe(409);
  expect((await other.json()).code).toBe("idempotency_conflict");
});

test("who sends a request learns what happens next and where to follow it", async () => {
  const accepted = await (await worker.submit("demo", fresh({ lang: "it" }))).json();
  expect(accepted.promise).toMatch(/^(Marta|Elio) ti risponde entro .+@posta\.example/);
  expect(accepted.request).toMatch(/^\/r\/demo\.[0-9a-z]{8}\.[0-9a-f]{32}$/);
  expect((await fetch(worker.url + accepted.request)).status).toBe(200);
  const forged = accepted.request.replace(/.$/, (c: string) => (c === "0" ? "1" : "0"));
  expect((await fetch(worker.url + forged)).status).toBe(404);
});

test("rules and turns decide who gets a request", async () => {
  const page = { url: "https://bottega-lume.example/returns/1", title: "Returns" };
  const { id } = await (await worker.submit("demo", fresh({ page }))).json();
  const { ticket } = (await worker.ticket("demo", id)) as any;
  expect(ticket).toMatchObject({ team: "returns", owner: "elio", priority: "high", tags: ["return"], sla: expect.any(String) });
  await worker.admin("demo/agents/elio", { method: "PATCH", body: '{"away":true}', headers: { "content-type": "application/json" } });
  const owners = [];
  for (let n = 0; n < 3; n++) {
    const { id } = await (await worker.submit("demo", fresh())).json();
    owners.push(((await worker.ticket("demo", id)) as any).ticket.owner);
  }
  expect(owners).toEqual(["marta", "marta", "marta"]);
  await worker.admin("demo/agents/elio", { method: "PATCH", body: '{"away":false}', headers: { "content-type": "application/json" } });
});

test("what surrounds a request is kept for the team", async () => {
  const response = await worker.submit(
    "demo",
    fresh({
      phone: "+39 333 1234567",
      page: { url: "https://bottega-lume.example/", title: "Home", referrer: "https://search.example/" },
      device: { locale: "it-IT", time_zone: "Europe/Rome" },
      searches: ["reso"],
      faqs_seen: ["return-how"],
    }),
    { "user-agent": "Mozilla/5.0 (Android 15; Mobile; rv:145.0) Gecko/145.0 Firefox/145.0" },
  );
  const { ticket } = (await worker.ticket("demo", (await response.json()).id)) as any;
  expect(ticket).toMatchObject({
    phone: "+39 333 1234567",
    page: { referrer: "https://search.example/" },
    device: { locale: "it-IT", time_zone: "Europe/Rome", agent: "Firefox on Android" },
    searches: ["reso"],
    faqs_seen: ["return-how"],
  });
});

test("too many from one address wait, and are told for how long", async () => {
  const from = { "cf-connecting-ip": "2001:db8:1:2::3" };
  const neighbour = { "cf-connecting-ip": "2001:db8:1:2:ffff::1" };
  for (const headers of [from, neighbour]) expect((await worker.submit("narrow", fresh(), headers)).status).toBe(201);
  const refused = await worker.submit("narrow", fresh({ lang: "it" }), from);
  expect(refused.status).toBe(429);
  const wait = Number(refused.headers.get("retry-after"));
  expect(wait).toBeGreaterThan(0);
  expect(wait).toBeLessThanOrEqual(60);
  expect(await refused.json()).toMatchObject({ code: "too_many_requests", detail: expect.stringMatching(/\d+ min/) });
  expect((await worker.submit("narrow", fresh(), { "cf-connecting-ip": "192.0.2.1" })).status).toBe(201);
});

test("too many in one contact's name wait, wherever they come from", async () => {
  const statuses = [];
  for (let n = 0; n < 4; n++) {
    const from = { "cf-connecting-ip": `198.51.100.${n}` };
    statuses.push((await worker.submit("narrow", { email: "Busy@posta.example", message: `Numero ${n}` }, from)).status);
  }
  expect(statuses).toEqual([201, 201, 201, 429]);
});

/** The challenge's answer, as any ALTCHA client gives it. */
async function solved(site: string): Promise<string> {
  const challenge = await (await fetch(`${worker.url}/v1/sites/${site}/challenge`)).json();
  for (let number = 0; number <= challenge.maxnumber; number++) {
    const digest = createHash("sha256").update(`${challenge.salt}${number}`).digest("hex");
    if (digest !== challenge.challenge) continue;
    const { algorithm, salt, signature } = challenge;
    return Buffer.from(JSON.stringify({ algorithm, challenge: digest, number, salt, signature })).toString("base64");
  }
  throw new Error("no number solves the challenge");
}

test("suspected spam is kept in a view of its own, nobody is told, and one word brings it back", async () => {
  const trap = await (await worker.submit("demo", fresh({ website: "https://spam.example" }))).json();
  const proof = await solved("demo");
  const fine = await (await worker.submit("demo", fresh({ proof }))).json();
  const spent = await (await worker.submit("demo", fresh({ proof }))).json();
  const view = async (query: string) => (await (await worker.admin(`demo/tickets${query}`)).json()).tickets.map((t: any) => t.id);
  const [spam, inbox] = [await view("?view=spam"), await view("")];
  expect(spam).toEqual([spent.id, trap.id]);
  expect(inbox).toContain(fine.id);
  expect(inbox).not.toContain(trap.id);
  const file = (await worker.ticket("demo", trap.id)) as any;
  expect(file.ticket.spam).toContain("honeypot");
  expect(file.deliveries).toEqual([]);
  const cleared = await worker.admin(`demo/tickets/${trap.id}`, {
    method: "PATCH",
    headers: { "content-type": "application/json" },
    body: '{"spam":false}',
  });
  const after = await cleared.json();
  expect(after.ticket.spam).toEqual([]);
  expect(after.deliveries.map((d: any) => d.to.mail)).toContain("acknowledgement");
});

test("JSON that is too deep is refused before it is read", async () => {
  const deep = `{"email":"a@posta.example","message":"x","fields":${"[".repeat(17)}${"]".repeat(17)}}`;
  const response = await worker.submit("demo", deep);
  expect(response.status).toBe(400);
  expect((await response.json()).detail).toContain("16");
});

test("ratings, missed searches and surveys are heard", async () => {
  const post = (path: string, body: unknown, headers = {}) =>
    fetch(`${worker.url}/v1/sites/demo/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    });
  expect((await post("faqs/return-how/rating", { helpful: true })).status).toBe(202);
  expect((await post("searches", { query: "lampadine" })).status).toBe(202);
  expect((await post("surveys", { survey: "nps", score: 10 })).status).toBe(202);
  const key = { "idempotency-key": "rating" };
  expect((await post("surveys", { survey: "ces", score: 7 }, key)).status).toBe(202);
  expect((await post("surveys", { survey: "ces", score: 1 }, key)).status).toBe(409);
  expect((await post("faqs/nothing/rating", { helpful: true })).status).toBe(404);
  for (const [path, body, field] of [
    ["faqs/return-how/rating", {}, "helpful"],
    ["searches", { query: " " }, "query"],
    ["surveys", { survey: "csat", score: 6 }, "score"],
    ["surveys", { survey: "mood", score: 1 }, "survey"],
  ] as const) {
    const response = await post(path, body);
    expect(response.status).toBe(422);
    expect((await response.json()).errors[0].field).toBe(field);
  }
});
