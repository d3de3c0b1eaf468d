// Reports: a lead finds last week's figures, narrows them, takes them away, and reads the weekly mail.

import { expect, test } from "@playwright/test";
import { clean, signIn } from "./desk.ts";
import { DEMO, TOKEN, Worker } from "./stack.ts";

let worker: Worker;

const DAY = 86_400_000;
/** Monday of last week at midnight in UTC, late enough for Rome to agree. */
const monday = (() => {
  const today = new Date();
  today.setUTCHours(0, 0, 0, 0);
  return today.getTime() - (((today.getUTCDay() + 6) % 7) + 7) * DAY;
})();
const at = (day: number, time: string) => {
  const [hours, minutes] = time.split(":").map(Number);
  return new Date(monday + day * DAY + (hours * 60 + minutes) * 60_000).toISOString();
};
const story = (id: string, day: number, more: object) => ({
  id,
  email: `${id}@posta.example`,
  name: id,
  owner: "marta",
  page: "https://bottega-lume.example/spedizioni?ordine=1",
  messages: [
    { at: at(day, "10:00"), text: "Dov'è il mio pacco?" },
    { at: at(day, "10:30"), agent: "marta", text: "Arriva domani." },
  ],
  statuses: [{ at: at(day, "10:30"), status: "resolved" }],
  ...more,
});
const stories = [
  story("anna", 0, { topic: "delivery", rating: { at: at(1, "12:00"), score: 5 } }),
  story("luca", 1, { topic: "delivery", rating: { at: at(2, "12:00"), score: 2, comment: "=1+1" } }),
  story("sara", 2, { topic: "order", owner: "elio" }),
  story("piero", 3, { topic: "order", messages: [{ at: at(3, "09:00"), text: "C'è nessuno?" }], statuses: [] }),
];

const bring = (lines: object[], site = "demo") =>
  worker.admin(`${site}/history`, {
    method: "POST",
    headers: { "content-type": "application/x-ndjson" },
    body: lines.map((line) => JSON.stringify(line)).join("\n"),
  });

test.beforeAll(async () => {
  worker = await Worker.start();
  await worker.publish("demo", DEMO);
  const response = await bring(stories);
  expect(await response.json()).toEqual({ taken: 4, known: 0, refused: [] });
});
test.afterAll(() => worker?.stop());
test.use({ locale: "en-GB" });

test("what was handled elsewhere comes in once, and what does not fit is told by its line", async () => {
  const response = await bring([stories[0], { ...stories[0], id: "new", topic: "moon" }, { nonsense: 1 }]);
  const { taken, known, refused } = await response.json();
  expect([taken, known]).toEqual([0, 1]);
  expect(refused).toEqual([
    { line: 2, why: expect.stringContaining("no topic “moon”") },
    { line: 3, why: expect.stringContaining("unknown field") },
  ]);
  const { tickets } = await (await worker.admin("demo/tickets")).json();
  expect(tickets).toHaveLength(4);
  expect((await fetch(`${worker.url}/v1/sites/demo/history`, { method: "POST", body: "" })).status).toBe(401);
});

test("a day that was counted elsewhere comes in once, and is in last week's report", async ({ page }) => {
  // A shop that had its answers elsewhere until now.
  await worker.publish("moved", DEMO);
  const day = {
    day: at(1, "12:00").slice(0, 10),
    asked: 40,
    answered: 30,
    contacted: 6,
    contacts: 10,
    converted: 2,
    channels: { whatsapp: 7 },
    faqs: [{ faq: "shipping-cost", opened: 12, helped: 4, missed: 1 }],
    searches: [{ query: "Carta  regalo", lang: "it", times: 3 }],
    ratings: [9, 10, 10, 3].map((score) => ({ survey: "nps", score })).concat([{ survey: "ces", score: 6 }]),
  };
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
  const lines = [day, day, { day: tomorrow }, { ...day, day: "2026-01-02", ratings: [{ survey: "ces", score: 8 }] }, { day: "soon" }];
  const { taken, known, refused } = await (await bring([...lines, stories[0]], "moved")).json();
  expect([taken, known]).toEqual([2, 1]);
  expect(refused).toEqual([
    { line: 3, why: "the day is not over yet" },
    { line: 4, why: "no survey “ces” takes 8" },
    { line: 5, why: expect.stringContaining("day") },
  ]);
  const { report } = await (await worker.admin("moved/reports")).json();
  expect(report.help).toEqual({ asked: 40, answered: 30, contacted: 6 });
  expect(report.converted).toEqual({ of: 2, among: 10 });
  expect(report.choices).toEqual([{ name: "whatsapp", count: 7 }]);

  await signIn(page, worker, "moved", "marta", "/reports/faqs");
  const read = page.getByRole("row", { name: /How much is shipping/ });
  await expect(read).toContainText("12");
  await expect(page.getByRole("main")).toContainText("carta regalo");
  await page.goto(`${worker.url}/desk/moved/reports`);
  const measure = (name: string) => page.locator(".measure", { has: page.getByRole("heading", { name, exact: true }) });
  await expect(measure("NPS").locator(".value")).toHaveText("+50");
  await expect(page.getByRole("row", { name: /Chosen: WhatsApp/ })).toContainText("7");
  await clean(page);
});

test("a report that was just read tells what changed since, today or long ago", async () => {
  await worker.publish("still", DEMO);
  const old = (id: string) => story(id, -42, { topic: "order", statuses: [], messages: [{ at: at(-42, "10:00"), text: "C'è nessuno?" }] });
  await bring([old("anna"), old("luca")], "still");
  const received = async () => {
    const { report, before } = await (await worker.admin("still/reports?days=30")).json();
    return [report.received, before.received];
  };
  expect(await received()).toEqual([0, 2]);
  await worker.submit("still", { email: "sara@posta.example", topic: "order", lang: "it", message: "Vorrei cambiare l'indirizzo." });
  expect(await received()).toEqual([1, 2]);
  const { tickets } = await (await worker.admin("still/tickets")).json();
  const { id } = tickets.at(-1);
  const marked = await worker.admin(`still/tickets/${id}`, {
    method: "PATCH",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ spam: true }),
  });
  expect(marked.status).toBe(200);
  expect(await received()).toEqual([1, 1]);
});

test("a lead finds last week's first response time, and what is behind it", async ({ page }) => {
  await signIn(page, worker, "demo", "marta");
  await page.getByRole("link", { name: "Reports" }).click();
  await expect(page.locator(".headline")).toHaveText(/^You answered 75\s% within your promise/);
  const measure = (name: string) => page.locator(".measure", { has: page.getByRole("heading", { name, exact: true }) });
  await expect(measure("First answer, median")).toContainText("30 min");
  await expect(measure("Received").locator(".value")).toHaveText("4");
  await expect(measure("Answered by a person")).toContainText("3 of 4");
  await expect(measure("Satisfied")).toContainText("50 %");
  await expect(measure("Resolved with one answer")).toContainText("100 %");
  await page.getByText("How each is worked out").click();
  await expect(page.getByText("Requests that came in. Suspected spam does not count")).toBeVisible();

  const rows = page.locator("#rows");
  await expect(rows.getByRole("row", { name: /Shipping and delivery/ })).toContainText("2");
  await rows.getByRole("link", { name: "Shipping and delivery" }).click();
  await expect(measure("Received").locator(".value")).toHaveText("2");
  await page.locator("#rows").getByRole("link", { name: "Page", exact: true }).click();
  await expect(page.locator("#rows").getByRole("row", { name: /\/spedizioni/ })).toContainText("2");
  await clean(page);
});

test("every chart has its table, and every table can be taken away", async ({ page }) => {
  await signIn(page, worker, "demo", "marta", "/reports");
  const chart = page.locator("figure", { has: page.getByRole("heading", { name: "Received and resolved" }) });
  await expect(chart.locator("figcaption")).toContainText("4 came in and 3 were resolved");
  await chart.getByText("As a table").click();
  await expect(chart.getByRole("row")).toHaveCount(8);
  const [download] = await Promise.all([page.waitForEvent("download"), chart.getByRole("link", { name: /CSV/ }).click()]);
  expect(download.suggestedFilename()).toBe("demo-days.csv");
  const csv = await (await page.request.get(await chart.getByRole("link", { name: /CSV/ }).evaluate((a: HTMLAnchorElement) => a.href))).text();
  expect(csv.split("\r\n")[1]).toBe(`${at(0, "12:00").slice(0, 10)},1,1`);
  await clean(page);
});

test("days that cannot be read are said so, beside last week", async ({ page }) => {
  await signIn(page, worker, "demo", "marta", "/account");
  const response = await page.goto(`${worker.url}/desk/demo/reports?from=yesterday`);
  expect(response!.status()).toBe(422);
  await expect(page.getByRole("status")).toContainText("These days could not be read");
  await expect(page.locator(".headline")).toBeVisible();
  for (const query of ["?days=0", "?days=-1", "?days=99999999999", "?from=2026-01-01&to=1999-01-01", "?by=x&topic=%00", "?table=no"]) {
    expect((await page.goto(`${worker.url}/desk/demo/reports${query}`))!.status()).toBeLessThan(500);
  }
});

test("how people help themselves is counted by the day", async ({ page }) => {
  const tell = (path: string, body: object) =>
    fetch(`${worker.url}/v1/sites/demo/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  const faq = "track-order";
  expect((await tell("help", { steps: ["asked", "answered"], faq })).status).toBe(202);
  await tell("help", { steps: ["asked", "answered"], faq });
  await tell("help", { steps: ["contacted", "contact"] });
  await tell(`faqs/${faq}/rating`, { helpful: true });
  await tell("searches?lang=it", { query: "garanzia" });
  expect((await tell("help", { steps: ["bought"] })).status).toBe(422);
  await signIn(page, worker, "demo", "marta", "/reports/faqs?days=7");
  await expect(page.locator(".headline")).toHaveText(/^50\s% of the visits with a question ended on an answer/);
  const read = page.getByRole("region", { name: "Answers read" }).getByRole("row").nth(1);
  await expect(read.getByRole("cell").nth(0)).toHaveText("2");
  await expect(read.getByRole("cell").nth(1)).toHaveText("1");
  await expect(page.getByRole("region", { name: "Searched in vain" })).toContainText("garanzia");
  await clean(page);
});

test("the weekly mail can be read before it comes", async ({ page }) => {
  await signIn(page, worker, "demo", "marta", "/reports/week");
  await expect(page.getByText("It goes to Marta")).toBeVisible();
  await expect(page.locator(".letter h2")).toHaveText(/^Avete risposto entro la promessa nel 75 % dei casi/);
  await expect(page.locator(".as-written")).toContainText("Ricevute: 4");
  await clean(page);
});

test("a program with the right gets the same figures", async () => {
  const { report, before, uncounted } = await (await worker.admin("demo/reports?by=agent")).json();
  expect(uncounted).toBe(0);
  expect(report.received).toBe(4);
  expect(report.first_response.business).toEqual({ count: 3, median: 1800, mean: 1800, p90: 1800 });
  expect(report.rows.map((row: { name: string; received: number }) => [row.name, row.received])).toEqual([["marta", 3], ["elio", 1]]);
  expect(before.received).toBe(0);
  const narrowed = await (await worker.admin("demo/reports?topic=order&agent=elio")).json();
  expect(narrowed.report.received).toBe(1);
  expect((await fetch(`${worker.url}/v1/sites/demo/reports`, { headers: { authorization: `Bearer ${TOKEN}x` } })).status).toBe(401);
});

test("an erased person leaves the counts", async () => {
  const { tickets } = await (await worker.admin("demo/tickets")).json();
  const anna = tickets.find(({ name }: { name: string }) => name === "anna");
  expect((await worker.admin(`demo/contacts/${anna.contact_id}`, { method: "DELETE" })).status).toBe(200);
  const { report } = await (await worker.admin("demo/reports?by=page")).json();
  expect(report.received).toBe(4);
  expect(report.first_response.business.count).toBe(3);
  expect(report.rows.find(({ name }: { name: string }) => name === "/spedizioni").received).toBe(3);
});
