// Endpoints: the log of what was sent, sending it again, and what becomes of those that fail.

import { createServer, type Server } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { expect, test } from "@playwright/test";
import { DEMO, Receiver, SECRET, Worker } from "./stack.ts";

let worker: Worker;
let receiver: Receiver;
let slow: Server;

const endpoint = (id: string, url: string, more = "") =>
  `\n[[webhooks]]\nid = "${id}"\nurl = "${url}"\nsecret = "${SECRET}"\n${more}`;

test.beforeAll(async () => {
  worker = await Worker.start();
  receiver = await Receiver.start();
  // Takes a request and never answers it.
  slow = createServer(() => {}).listen(0, "127.0.0.1");
  await once(slow, "listening");
});

test.afterAll(async () => {
  await worker?.stop();
  receiver?.stop();
  slow?.closeAllConnections();
  slow?.close();
});

test.beforeEach(() => {
  receiver.answer = 204;
  receiver.deliveries.length = 0;
});

let count = 0;
async function opened(site: string): Promise<string> {
  const draft = { email: `anna${count++}@posta.example`, message: `Ciao ${count}` };
  return (await (await worker.submit(site, draft)).json()).id;
}

const admin = async (path: string, body?: unknown) => {
  const init = body === undefined ? {} : { method: "POST", body: JSON.stringify(body), headers: { "content-type": "application/json" } };
  const response = await worker.admin(path, init);
  return { status: response.status, body: await response.json() };
};

test("every attempt is in the log, and any delivery can be sent again with its own id", async () => {
  await worker.publish("log", DEMO + endpoint("shop", receiver.url, 'events = ["ticket.created"]\n'));
  receiver.answer = 500;
  const id = await opened("log");
  const list = async () => (await admin("log/deliveries?endpoint=shop")).body.deliveries;
  await expect.poll(async () => (await list())[0]?.attempts.length).toBe(1);
  const [failed] = await list();
  expect(failed).toMatchObject({ type: "ticket.created", ticket_id: id, state: "failed", to: { webhook: "shop" } });
  expect(failed.attempts[0]).toMatchObject({ n: 1, status: 500, outcome: "temporary" });
  expect(failed.attempts[0].latency_ms).toBeGreaterThanOrEqual(0);
  receiver.answer = 200;
  expect((await admin(`log/deliveries/${failed.id}/replay`, {})).status).toBe(202);
  await expect.poll(async () => (await list())[0].state).toBe("delivered");
  const ids = new Set(receiver.deliveries.map((d) => d.headers["webhook-id"]));
  expect([...ids]).toEqual([failed.event_id]);
  expect(new Set(receiver.deliveries.map((d) => d.body)).size).toBe(1);
  expect((await admin("log/deliveries/dlv_none")).body.code).toBe("delivery_not_found");
});

test("410 disables an endpoint, tells another, and everything since can be replayed", async () => {
  const other = await Receiver.start();
  await worker.publish(
    "gone",
    DEMO +
      endpoint("gone", receiver.url, 'events = ["ticket.created"]\n') +
      endpoint("other", other.url, 'events = ["endpoint.disabled"]\n'),
  );
  receiver.answer = 410;
  const since = new Date().toISOString();
  await opened("gone");
  await expect.poll(() => other.deliveries.length).toBe(1);
  expect(JSON.parse(other.deliveries[0].body)).toMatchObject({
    type: "endpoint.disabled",
    data: { endpoint: "gone", reason: "gone" },
  });
  const before = receiver.deliveries.length;
  await opened("gone");
  await expect
    .poll(async () => (await admin("gone/deliveries?endpoint=gone")).body.deliveries.map((d: any) => d.state))
    .toEqual(["dead", "dead"]);
  expect(receiver.deliveries.length, "nothing was sent to it").toBe(before);
  const states = (await admin("gone/webhooks")).body.webhooks;
  expect(states.find((w: any) => w.id === "gone")).toMatchObject({ disabled: "gone" });
  receiver.answer = 200;
  expect((await admin("gone/webhooks/gone/enable", {})).status).toBe(200);
  expect((await admin("gone/webhooks/gone/replay", { since })).body).toEqual({ replayed: 2 });
  await expect.poll(() => receiver.deliveries.length).toBe(before + 2);
  other.stop();
});

test("a test event reaches an endpoint, custom headers and a Slack text too", async () => {
  await worker.publish(
    "test",
    DEMO +
      endpoint("shop", receiver.url, 'events = ["faq.rated"]\nheaders = { "x-shop" = "lume" }\n') +
      `\n[[webhooks]]\nid = "channel"\nurl = "${receiver.url}?slack"\nformat = "slack"\nevents = ["ticket.created"]\n`,
  );
  const sent = await admin("test/webhooks/shop/test", {});
  expect(sent.status).toBe(202);
  await expect.poll(() => receiver.deliveries.length).toBe(1);
  expect(JSON.parse(receiver.deliveries[0].body)).toMatchObject({ type: "endpoint.test", data: { endpoint: "shop" } });
  expect(receiver.deliveries[0].headers["x-shop"]).toBe("lume");
  await opened("test");
  await expect.poll(() => receiver.deliveries.length).toBe(2);
  expect(Object.keys(JSON.parse(receiver.deliveries[1].body))).toEqual(["text"]);
});

test("an endpoint that never answers holds up no other", async () => {
  const url = `http://127.0.0.1:${(slow.address() as AddressInfo).port}/`;
  await worker.publish("slow", DEMO + endpoint("slow", url) + endpoint("quick", receiver.url, 'events = ["ticket.created"]\n'));
  for (let n = 0; n < 30; n++) await opened("slow");
  await expect.poll(() => receiver.deliveries.length, { timeout: 10_000 }).toBe(30);
});

test("an address inside is refused at publication unless the operator lists it", async () => {
  for (const url of ["http://169.254.169.254/latest", "https://10.0.0.1/", "https://[::ffff:127.0.0.1]/", "https://metadata.google.internal/"]) {
    const response = await worker.admin("inside", {
      method: "PUT",
      headers: { "content-type": "application/toml" },
      body: DEMO + endpoint("inside", url),
    });
    expect(response.status, url).toBe(422);
    expect((await response.json()).errors[0].key).toMatch(/^webhooks\[\d\]\.url$/);
  }
});
