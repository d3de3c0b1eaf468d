// What the team does with a request, and what becomes of it.

import { expect, test } from "@playwright/test";
import { DEMO, Worker } from "./stack.ts";

let worker: Worker;

test.beforeAll(async () => {
  worker = await Worker.start();
  await worker.publish("demo", DEMO);
});

test.afterAll(async () => worker?.stop());

const JSON_TYPE = { "content-type": "application/json" };
let count = 0;

async function opened(): Promise<{ id: string; request: string }> {
  const draft = { email: `anna${count++}@posta.example`, message: `Dov'è il mio ordine? ${count}`, lang: "it" };
  return (await worker.submit("demo", draft)).json();
}

const call = (method: string, path: string, body?: unknown, headers = {}) =>
  worker.admin(`demo/${path}`, { method, headers: { ...JSON_TYPE, ...headers }, body: body ? JSON.stringify(body) : undefined });

test("an answer, a note and the customer's next words are one story", async () => {
  const { id, request } = await opened();
  const answered = await (await call("POST", `tickets/${id}/messages`, { text: "Arriva **domani**.", by: "marta" })).json();
  expect(answered.ticket).toMatchObject({ status: "waiting_on_customer", first_reply_at: expect.any(String), waiting_since: null });
  await call("POST", `tickets/${id}/messages`, { text: "Corriere chiamato.", internal: true, by: "marta" });
  const form = new FormData();
  form.set("action", "reply");
  form.set("text", "Grazie, aspetto.");
  form.set("key", "k1");
  for (let twice = 0; twice < 2; twice++) {
    const response = await fetch(worker.url + request, { method: "POST", body: form, redirect: "manual" });
    expect(response.status).toBe(303);
    expect(response.headers.get("location")).toContain("done=replied");
  }
  const file = (await worker.ticket("demo", id)) as any;
  expect(file.messages.map((m: any) => [m.author, m.visibility])).toEqual([
    ["customer", "public"],
    ["agent", "public"],
    ["agent", "internal"],
    ["customer", "public"],
  ]);
  expect(file.ticket.status).toBe("open");
  const page = await (await fetch(worker.url + request)).text();
  expect(page).toContain("<strong>domani</strong>");
  expect(page).not.toContain("Corriere chiamato");
});

test("statuses go only where they may, and say so", async () => {
  const { id } = await opened();
  expect((await call("PATCH", `tickets/${id}`, { status: "closed" })).status).toBe(200);
  const refused = await call("PATCH", `tickets/${id}`, { status: "open" });
  expect(refused.status).toBe(409);
  expect(await refused.json()).toMatchObject({ code: "change_refused" });
  for (const [body, field] of [
    [{ status: "lost" }, "status"],
    [{ colour: "red" }, "colour"],
    [{ tags: ["Not A Tag"] }, "tags[0]"],
    [{ by: 7 }, "by"],
  ] as const) {
    const wrong = await call("PATCH", `tickets/${id}`, body);
    expect(wrong.status).toBe(422);
    expect((await wrong.json()).errors[0].field).toContain(field.split("[")[0]);
  }
});

test("what is written to a closed request begins another that goes on with it", async () => {
  const { id, request } = await opened();
  await call("PATCH", `tickets/${id}`, { status: "closed" });
  const form = new URLSearchParams({ action: "reply", text: "Ancora una cosa.", key: "k" });
  const response = await fetch(worker.url + request, { method: "POST", body: form, redirect: "manual" });
  expect(response.headers.get("location")).toMatch(/^\/r\/demo\..+done=followed/);
  const newest = (await worker.tickets("demo"))[0] as any;
  expect(newest).toMatchObject({ follows: id, status: "new" });
});

test("merging moves the story, and the old page leads on", async () => {
  const [first, second] = [await opened(), await opened()];
  const merged = await call("POST", `tickets/${first.id}/merge`, { into: second.id });
  expect(merged.status).toBe(200);
  const file = (await worker.ticket("demo", second.id)) as any;
  expect(file.messages.length).toBe(2);
  expect((await (await fetch(worker.url + first.request)).text())).toContain("/r/demo.");
});

test("a link that was revoked leads nowhere, and the next mail carries a new one", async () => {
  const { id, request } = await opened();
  await call("PATCH", `tickets/${id}`, { revoke_links: true });
  expect((await fetch(worker.url + request)).status).toBe(404);
});

test("the request's page is for nobody else", async () => {
  const { request } = await opened();
  const page = await fetch(worker.url + request);
  expect(page.headers.get("referrer-policy")).toBe("no-referrer");
  expect(page.headers.get("cache-control")).toContain("no-store");
  expect(await page.text()).toContain('name="robots" content="noindex"');
  const cross = await fetch(worker.url + request, {
    method: "POST",
    headers: { "sec-fetch-site": "cross-site" },
    body: new URLSearchParams({ action: "close" }),
  });
  expect(cross.status).toBe(403);
});

const PNG = Buffer.from("89504e470d0a1a0a0000000d49484452", "hex");

function upload(ticket: { id: string; request: string }, name: string, bytes: Buffer, token = ticket.request.split("/")[2]) {
  return fetch(`${worker.url}/v1/sites/demo/tickets/${ticket.id}/attachments?name=${encodeURIComponent(name)}`, {
    method: "POST",
    headers: { authorization: `Request ${token}` },
    body: new Uint8Array(bytes),
  });
}

test("files are kept by what they are, and given only to who holds a link", async () => {
  const ticket = await opened();
  const big = Buffer.concat([PNG, Buffer.alloc(3_000_000, 7)]);
  expect((await upload(ticket, "../../vaso.png", big)).status).toBe(201);
  expect((await upload(ticket, "vaso.png", big)).status, "sent twice is one file").toBe(200);
  expect(await (await upload(ticket, "page.png", Buffer.from("<html>"))).json()).toMatchObject({ code: "file_type_not_allowed" });
  expect(await (await upload(ticket, "big.png", Buffer.concat([PNG, Buffer.alloc(10 * 1024 * 1024)]))).json()).toMatchObject({ code: "file_too_large" });
  expect((await upload(ticket, "x.png", PNG, "demo.00000000.00000000000000000000000000000000")).status).toBe(404);
  const { attachments } = (await worker.ticket("demo", ticket.id)) as any;
  expect(attachments).toMatchObject([{ name: "vaso.png", media_type: "image/png", size: big.length }]);
  const file = await fetch(attachments[0].url);
  expect(file.headers.get("content-disposition")).toMatch(/^attachment; filename="vaso.png"/);
  expect(file.headers.get("x-content-type-options")).toBe("nosniff");
  expect(Buffer.from(await file.arrayBuffer()).equals(big)).toBe(true);
  const forged = new URL(attachments[0].url);
  forged.searchParams.set("e", String(Number(forged.searchParams.get("e")) + 1));
  expect((await fetch(forged)).status).toBe(404);
  for (let n = 0; n < 4; n++) expect((await upload(ticket, `n${n}.png`, PNG)).status).toBe(201);
  expect(await (await upload(ticket, "sixth.png", PNG)).json()).toMatchObject({ code: "too_many_files" });
});

test("a person is forgotten everywhere, and the counts stay", async () => {
  const ticket = await opened();
  await upload(ticket, "vaso.png", PNG);
  const { ticket: before } = (await worker.ticket("demo", ticket.id)) as any;
  const contact = await (await worker.admin(`demo/contacts/${before.contact_id}`)).json();
  expect(contact.contact.email).toBe(before.email);
  expect((await worker.admin(`demo/contacts/${before.contact_id}`, { method: "DELETE" })).status).toBe(200);
  const file = (await worker.ticket("demo", ticket.id)) as any;
  expect(JSON.stringify(file)).not.toContain("posta.example");
  expect(JSON.stringify(file)).not.toContain("mio ordine");
  expect(file.attachments).toEqual([]);
  expect(file.ticket.created_at).toBe(before.created_at);
  expect((await worker.admin(`demo/contacts/${before.contact_id}`)).status).toBe(404);
  expect((await fetch(worker.url + ticket.request)).status).toBe(404);
});

test("a request that waits too long warns the team by itself", async () => {
  // Seven tenths of a second, for a test: one hundredth of a minute's patience.
  const clock = `[[sla]]\nid = "quick"\nfirst_response = "1m"\nclock = "calendar"\nwarn_at = 1\n`;
  await worker.publish("late", DEMO.replace(/\[\[sla\]\]\n(?:(?!\[).*\n)*/, `${clock}\n`));
  const { id } = await (await worker.submit("late", { email: "anna@posta.example", message: "C'è qualcuno?" })).json();
  const kinds = async () => ((await worker.ticket("late", id)) as any).events.map((e: any) => e.kind);
  await expect.poll(kinds).toContain("ticket.sla_warning");
  const { deliveries } = (await worker.ticket("late", id)) as any;
  expect(deliveries.map((d: any) => d.to.mail)).toContain("sla_alert");
});
