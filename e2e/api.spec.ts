// What the edge says to requests as they come: each kind of mistake has its answer, in its own
// terms, and none is a server error.

import { request as rawRequest } from "node:http";
import { expect, test } from "@playwright/test";
import { DEMO, Worker } from "./stack.ts";

let worker: Worker;

test.beforeAll(async () => {
  worker = await Worker.start();
  await worker.publish("demo", DEMO);
  await worker.publish("strict", DEMO.replace(/^origins = .*$/m, 'origins = ["https://shop.example"]'));
});

test.afterAll(async () => worker?.stop());

const GOOD = { email: "anna@posta.example", message: "Ciao" };
const JSON_TYPE = { "content-type": "application/json" };

interface Case {
  what: string;
  path: string;
  init?: RequestInit;
  status: number;
  code: string;
}

const post = (body: BodyInit, headers: Record<string, string> = JSON_TYPE): RequestInit => ({
  method: "POST",
  headers,
  body,
});

const TICKETS = "/v1/sites/demo/tickets";
const CASES: Case[] = [
  { what: "an unknown address", path: "/nothing/here", status: 404, code: "not_found" },
  { what: "an unknown site's FAQs", path: "/v1/sites/nobody/faqs", status: 404, code: "site_not_found" },
  { what: "a request to an unknown site", path: "/v1/sites/nobody/tickets", init: post("{}"), status: 404, code: "site_not_found" },
  { what: "an unknown FAQ", path: "/v1/sites/demo/faqs/nothing", status: 404, code: "faq_not_found" },
  { what: "a wrong method", path: TICKETS, init: { method: "DELETE" }, status: 405, code: "method_not_allowed" },
  { what: "a body over 256 kB", path: TICKETS, init: post(`{"message":"${"a".repeat(262_144)}"}`), status: 413, code: "body_too_large" },
  { what: "a wrong content type", path: TICKETS, init: post("{}", { "content-type": "text/plain" }), status: 415, code: "unsupported_media_type" },
  { what: "no content type", path: TICKETS, init: post(new Uint8Array([123, 125]), {}), status: 415, code: "unsupported_media_type" },
  { what: "no JSON", path: TICKETS, init: post("{"), status: 400, code: "invalid_json" },
  { what: "an empty body", path: TICKETS, init: { method: "POST", headers: JSON_TYPE }, status: 400, code: "invalid_json" },
  { what: "half a surrogate", path: TICKETS, init: post('{"message":"\\ud800"}'), status: 400, code: "invalid_json" },
  { what: "bytes that are not UTF-8", path: TICKETS, init: post(new Uint8Array([123, 34, 255])), status: 400, code: "invalid_json" },
  { what: "very deep JSON", path: TICKETS, init: post("[".repeat(100_000)), status: 400, code: "invalid_json" },
  { what: "JSON that is no object", path: TICKETS, init: post("[]"), status: 422, code: "invalid_fields" },
  { what: "an unlisted origin", path: "/v1/sites/strict/tickets", init: post(JSON.stringify(GOOD), { ...JSON_TYPE, origin: "https://else.example" }), status: 403, code: "origin_not_allowed" },
  { what: "an opaque origin", path: "/v1/sites/strict/faqs", init: { headers: { origin: "null" } }, status: 403, code: "origin_not_allowed" },
  { what: "reading tickets without a token", path: TICKETS, status: 401, code: "unauthorized" },
  { what: "a wrong token", path: "/v1/sites/demo", init: { headers: { authorization: "Bearer nope" } }, status: 401, code: "unauthorized" },
];

for (const { what, path, init, status, code } of CASES) {
  test(`${what} is ${status} ${code}`, async () => {
    const response = await fetch(worker.url + path, init);
    expect(response.status).toBe(status);
    expect(response.headers.get("content-type")).toContain("application/problem+json");
    const problem = await response.json();
    expect(problem).toMatchObject({ status, code });
    expect(problem.title.length).toBeGreaterThan(5);
    expect(problem.detail.length).toBeGreaterThan(5);
    if (status === 405) expect(response.headers.get("allow")).toContain("POST");
  });
}

test("a body over the limit without a length is refused as well", async () => {
  const status = await new Promise((resolve, reject) => {
    const request = rawRequest(worker.url + TICKETS, { method: "POST", headers: JSON_TYPE }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    request.on("error", reject);
    for (let sent = 0; sent < 300_000; sent += 10_000) request.write("a".repeat(10_000));
    request.end();
  });
  expect(status).toBe(413);
});

test("every field that is wrong has one entry, in the customer's language", async () => {
  const wrong = { name: "n".repeat(201), email: "anna", topic: "nothing", message: " ", lang: "it" };
  const problem = await (await worker.submit("demo", wrong)).json();
  expect(problem.errors.map((e: any) => [e.field, e.code])).toEqual([
    ["name", "too_long"],
    ["email", "invalid"],
    ["topic", "unknown"],
    ["message", "required"],
  ]);
  const english = await (await worker.submit("demo", { lang: "en" })).json();
  expect(english.errors[0].message).toBe("We need an address to answer you at");
  const types = await (await worker.submit("demo", { email: 1, message: {}, page: 2 })).json();
  expect(types.errors.map((e: any) => e.field)).toEqual(["page", "email", "message"]);
});

test("an origin on the list may ask and read the answer", async () => {
  const origin = "https://shop.example";
  const response = await worker.submit("strict", GOOD, { origin });
  expect(response.status).toBe(201);
  expect(response.headers.get("access-control-allow-origin")).toBe(origin);
  const preflight = await fetch(`${worker.url}/v1/sites/strict/tickets`, { method: "OPTIONS", headers: { origin } });
  expect(preflight.status).toBe(204);
  expect(preflight.headers.get("access-control-allow-headers")).toContain("idempotency-key");
  const page = await fetch(`${worker.url}/p/strict`);
  expect(page.headers.get("content-security-policy")).toContain("frame-ancestors 'self' https://shop.example");
});

test("text is kept as written and shown as text", async () => {
  const nasty = "<script>alert(1)</script> \"'&\u0000\u202e\r\n\t{{x}} ünï 👩‍👩‍👧 ${1}";
  const response = await worker.submit("demo", { ...GOOD, name: "<b>\r\nBcc: a@b.it", message: nasty });
  expect(response.status).toBe(201);
  const file = await worker.ticket("demo", (await response.json()).id);
  expect(file.messages[0].text).toBe(nasty);
  expect(file.ticket.name).toBe("<b>\r\nBcc: a@b.it");

  const form = new URLSearchParams({ name: "\"><script>x</script>", email: "<img src=x>", message: "</textarea><b>" });
  const page = await fetch(`${worker.url}/p/demo/write`, post(form.toString(), { "content-type": "application/x-www-form-urlencoded" }));
  expect(page.status).toBe(422);
  const html = await page.text();
  for (const raw of ["<script>x", "<img src=x", "</textarea><b>"]) {
    expect(html.replaceAll("</script><script", "")).not.toContain(raw);
  }
});

test("the same key and body is the same request, with another body a conflict", async () => {
  const key = { "idempotency-key": "one" };
  const first = await worker.submit("demo", { ...GOOD, message: "Uno" }, key);
  const again = await worker.submit("demo", { ...GOOD, message: "Uno" }, key);
  expect(await again.json()).toEqual(await first.json());
  const other = await worker.submit("demo", { ...GOOD, message: "Due" }, key);
  expect(other.status).toBe(409);
  expect((await other.json()).code).toBe("idempotency_conflict");
});

test("a configuration with mistakes names line and key, and changes nothing", async () => {
  const before = await (await worker.admin("demo")).json();
  const broken = DEMO.replace('time_zone = "Europe/Rome"', 'time_zone = "Europe/Roma"');
  const response = await worker.admin("demo", { method: "PUT", headers: { "content-type": "application/toml" }, body: broken });
  expect(response.status).toBe(422);
  const line = broken.split("\n").findIndex((text) => text.startsWith("time_zone")) + 1;
  expect((await response.json()).errors).toEqual([expect.objectContaining({ line, key: "time_zone" })]);
  expect(await (await worker.admin("demo")).json()).toEqual(before);
});

test("the help centre's data holds what its page shows, and its sitemap leads to every page", async ({ page }) => {
  await page.goto(`${worker.url}/help/demo/shipping-cost?lang=it`);
  const data = JSON.parse((await page.locator('script[type="application/ld+json"]').textContent())!);
  expect(data["@type"]).toBe("FAQPage");
  const [{ name, acceptedAnswer }] = data.mainEntity;
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
  const shown = (await page.locator(".answer").innerText()).match(/\p{L}+/gu)!;
  expect(acceptedAnswer.text.match(/\p{L}+/gu)).toEqual(shown);

  const sitemap = await (await fetch(`${worker.url}/help/demo/sitemap.xml`)).text();
  const pages = [...sitemap.matchAll(/<loc>(.*?)<\/loc>/g)].map(([, url]) => url);
  expect(pages).toHaveLength(1 + DEMO.match(/^\[\[faqs\]\]/gm)!.length);
  for (const url of pages) expect((await fetch(url)).status, url).toBe(200);
});

test("asking for sites that do not exist leaves nothing behind", async () => {
  for (const path of ["/p/ghost", "/help/ghost", "/p/ghost/write", "/p/..%2f..%2fetc", "/p/%00"]) {
    expect((await fetch(worker.url + path)).status).toBe(404);
  }
});

test("whatever the address or the query, the answer is no server error", async () => {
  const odd = ["%", "%00", "%ff%fe", "..", "%2e%2e", "a".repeat(5_000), "👩‍👩‍👧", "' OR 1=1 --", "<script>", "\u202e"];
  for (const text of odd) {
    const part = encodeURIComponent(text);
    for (const path of [
      `/p/demo?q=${part}`,
      `/p/demo?lang=${part}&embed=${part}`,
      `/p/demo/faq/${part}`,
      `/p/demo/sent?r=${part}`,
      `/help/demo?q=${part}`,
      `/help/demo/${part}`,
      `/p/${part}`,
      `/a/${part}`,
      `/v1/sites/demo/faqs/${part}?lang=${part}`,
    ]) {
      const response = await fetch(worker.url + path);
      expect(response.status, path).toBeLessThan(500);
      await response.arrayBuffer();
    }
  }
  expect(worker.log).not.toMatch(/panick|unreachable/i);
});
