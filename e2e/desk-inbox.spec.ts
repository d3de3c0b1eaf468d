// The inbox: what waits, in which order, found how, and done several at a time.

import { expect, test, type Page } from "@playwright/test";
import { clean, signIn } from "./desk.ts";
import { DEMO, Worker } from "./stack.ts";

let worker: Worker;

test.beforeAll(async () => {
  worker = await Worker.start();
});
test.afterAll(async () => worker?.stop());
test.use({ locale: "en-GB" });

let sites = 0;
/** A site of its own for each test. */
async function fresh(toml = DEMO): Promise<string> {
  const site = `inbox-${++sites}`;
  await worker.publish(site, toml);
  return site;
}

let people = 0;
async function sent(site: string, draft: Record<string, unknown> = {}): Promise<{ id: string; reference: string }> {
  const email = `anna${++people}@posta.example`;
  const response = await worker.submit(site, { email, name: "Anna Rossi", message: "Dov'è il mio ordine?", lang: "it", ...draft });
  expect(response.status).toBe(201);
  return response.json();
}

const set = (site: string, id: string, body: unknown) =>
  worker.admin(`${site}/tickets/${id}`, { method: "PATCH", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
const lines = (page: Page) => page.locator(".line");
const line = (page: Page, id: string) => page.locator(`[data-ticket="${id}"]`);

test("shows what waits, due first, with its clock in words and shape", async ({ page }) => {
  const hours = `[hours]\n${["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"].map((day) => `${day} = ["00:00-24:00"]`).join("\n")}\n`;
  const toml = DEMO.replace(/\[hours\]\n[\s\S]*?(?=# ── Surveys)/, hours).replace(
    "[[sla]]\nid = \"normal\"",
    '[[sla]]\nid = "normal"\n',
  ) + '\n[[sla]]\nid = "soon"\nfirst_response = "1m"\nwarn_at = 1\n\n[[routing]]\nwhen = { topics = ["other"] }\nsla = "soon"\n';
  const site = await fresh(toml);
  const calm = await sent(site, { message: "Quale lampadina serve?" });
  const urgent = await sent(site, { message: "È urgente", topic: "other" });
  await signIn(page, worker, site, "marta", "?view=open");
  await expect(lines(page)).toHaveCount(2);
  await expect(lines(page).first()).toHaveAttribute("data-ticket", urgent.id);
  await expect(line(page, calm.id).locator(".clock.fine")).toHaveText(/^due in (3|4) h$/);
  await expect(line(page, urgent.id).locator(".clock.soon")).toHaveText("due in less than a minute");
  const shapes = await page.locator(".clock path").evaluateAll((paths) => paths.map((path) => path.getAttribute("d")));
  expect(new Set(shapes).size).toBe(2);
});

test("each view has what belongs there, with how much that is", async ({ page }) => {
  const site = await fresh();
  // In turn: Marta, Elio, Marta.
  const [first] = [await sent(site), await sent(site), await sent(site)];
  await set(site, first.id, { status: "waiting_on_customer" });
  const done = await sent(site);
  await set(site, done.id, { status: "resolved" });
  const spam = await sent(site);
  await set(site, spam.id, { spam: true });
  await signIn(page, worker, site, "marta");
  const views = page.getByRole("navigation", { name: "Views" });
  for (const [name, count] of [["Mine", 1], ["Unassigned", 0], ["My team's", 2], ["All open", 2], ["Waiting", 1], ["Spam", 1]] as const) {
    await expect(views.getByRole("link", { name })).toContainText(`${name}${count}`);
    await views.getByRole("link", { name }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
    await expect(lines(page)).toHaveCount(count);
  }
  await views.getByRole("link", { name: "Resolved" }).click();
  await expect(lines(page)).toHaveCount(1);
  await expect(line(page, done.id)).toBeVisible();
});

test("finds a request by words, accents or not, by name, address, number, reference and order", async ({ page }) => {
  const site = await fresh();
  const wanted = await sent(site, {
    name: "Beatrice Però",
    email: "bea@posta.example",
    phone: "+39 0546 123456",
    message: "La lampada è arrivata con il paralume ammaccato.",
    topic: "order",
    fields: { "order-number": "BL-12345" },
  });
  const gone = await sent(site, { message: "Un vaso" });
  await set(site, wanted.id, { status: "resolved" });
  await signIn(page, worker, site, "marta");
  const found = async (words: string) => {
    await page.getByRole("searchbox").fill(words);
    await page.getByRole("button", { name: "Search" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toContainText(words);
    return lines(page).evaluateAll((all) => all.map((one) => (one as HTMLElement).dataset.ticket));
  };
  for (const words of ["paralume", "PARALUM ammacc", "pero", "bea@posta.example", "0546 123456", wanted.reference, wanted.reference.replace("-", "").toLowerCase(), "BL-12345", "12345"]) {
    expect(await found(words), words).toEqual([wanted.id]);
  }
  expect(await found("vaso")).toEqual([gone.id]);
  expect(await found("nulla di questo")).toEqual([]);
  await expect(page.locator("main")).toContainText("Nothing found");
  await clean(page);
});

test("narrows a view and keeps that under a name, until it is forgotten", async ({ page }) => {
  const site = await fresh();
  const topic = await sent(site, { topic: "product" });
  await sent(site);
  await signIn(page, worker, site, "marta", "?view=open");
  await page.getByText("Filter and order").click();
  await page.getByLabel("Topic").selectOption("product");
  await page.getByLabel("Order").selectOption("newest");
  await page.getByRole("button", { name: "Show" }).click();
  await expect(lines(page)).toHaveCount(1);
  await expect(line(page, topic.id)).toBeVisible();
  await page.getByText("Filter and order (1)").click();
  await page.getByLabel("Name of this filter").fill("Products");
  await page.getByRole("button", { name: "Keep this filter" }).click();
  const kept = page.getByRole("navigation", { name: "Views" }).getByRole("link", { name: "Products" });
  await page.goto(`${worker.url}/desk/${site}`);
  await kept.click();
  await expect(kept).toHaveAttribute("aria-current", "page");
  await expect(lines(page)).toHaveCount(1);
  await page.getByText("Filter and order (1)").click();
  await page.getByRole("button", { name: "Forget" }).click();
  await expect(kept).toHaveCount(0);
});

test("does the same to several requests, and says which it left", async ({ page }) => {
  const site = await fresh();
  const [a, b, c] = [await sent(site), await sent(site), await sent(site)];
  await set(site, c.id, { status: "closed" });
  await signIn(page, worker, site, "marta", "?view=open&sort=newest");
  await line(page, a.id).getByRole("checkbox").check();
  await line(page, b.id).getByRole("checkbox").check();
  await expect(page.getByText("With those ticked(2)")).toBeVisible();
  await page.getByLabel("Add tag").fill("Black Friday");
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(page.getByRole("status").first()).toHaveText("Done.");
  await expect(page).toHaveURL(/view=open&sort=newest/);
  for (const { id } of [a, b]) await expect(line(page, id)).toContainText("black-friday");
  // From Marta to Elio needs a note: one of the two is Marta's.
  for (const { id } of [a, b]) await line(page, id).getByRole("checkbox").check();
  await page.getByLabel("Assign to").selectOption("elio");
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(page.locator("main")).toContainText("Left as they were: 1.");
  await expect(page.locator("main")).toContainText("Write a note for whoever takes it over.");
  await line(page, a.id).getByRole("checkbox").check();
  await page.getByRole("button", { name: "Spam", exact: true }).click();
  await expect(line(page, a.id)).toHaveCount(0);
});

test("is moved about in by keyboard", async ({ page }) => {
  const site = await fresh();
  const [, second] = [await sent(site), await sent(site)];
  await signIn(page, worker, site, "marta", "?view=open&sort=newest");
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("k");
  await expect(line(page, second.id).locator(".open")).toBeFocused();
  await page.keyboard.press("x");
  await expect(line(page, second.id).getByRole("checkbox")).toBeChecked();
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keyboard" })).toBeVisible();
  await clean(page);
  await page.keyboard.press("Escape");
  await page.keyboard.press("/");
  await expect(page.getByRole("searchbox")).toBeFocused();
  await page.keyboard.type("j?");
  await expect(page.getByRole("searchbox")).toHaveValue("j?");
  await line(page, second.id).locator(".open").focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/t/${second.id}$`));
});

test("new requests and changes appear by themselves, and nothing in hand is lost", async ({ page }) => {
  const site = await fresh();
  const first = await sent(site);
  await signIn(page, worker, site, "marta", "?view=open");
  await line(page, first.id).getByRole("checkbox").check();
  const second = await sent(site, { message: "Il vaso ha una crepa" });
  await expect(line(page, second.id)).toContainText("crepa");
  await expect(line(page, first.id).getByRole("checkbox")).toBeChecked();
  await expect(page.getByRole("navigation", { name: "Views" })).toContainText("All open2");
  await set(site, second.id, { status: "resolved" });
  await expect(line(page, second.id)).toHaveCount(0);
});

test("the line comes back after the server was away, with what happened meanwhile", async ({ page }) => {
  const site = await fresh();
  await signIn(page, worker, site, "marta", "?view=open");
  await worker.kill();
  await worker.restart();
  const late = await sent(site);
  await expect(line(page, late.id)).toBeVisible({ timeout: 20_000 });
});

test("what is unread stands out until it was looked at, for each by themselves", async ({ page, browser }) => {
  const site = await fresh();
  const { id } = await sent(site);
  await signIn(page, worker, site, "marta", "?view=open");
  await expect(line(page, id)).toContainText("Unread");
  await line(page, id).locator(".open").click();
  await expect(page.locator("#story")).toBeVisible();
  await page.goto(`${worker.url}/desk/${site}?view=open`);
  await expect(line(page, id)).not.toContainText("Unread");
  const other = await (await browser.newContext({ locale: "en-GB" })).newPage();
  await signIn(other, worker, site, "elio", "?view=open");
  await expect(line(other, id)).toContainText("Unread");
});

test("long lists go on page by page, with nothing twice and nothing left out", async ({ page }) => {
  const site = await fresh();
  for (let round = 0; round < 12; round++) await Promise.all(Array.from({ length: 10 }, () => sent(site)));
  await signIn(page, worker, site, "marta", "?view=open");
  const seen: string[] = [];
  for (;;) {
    seen.push(...(await lines(page).evaluateAll((all) => all.map((one) => (one as HTMLElement).dataset.ticket!))));
    const more = page.getByRole("link", { name: "More" });
    if (!(await more.count())) break;
    const here = page.url();
    await more.click();
    await expect(page).not.toHaveURL(here);
  }
  expect(seen).toHaveLength(120);
  expect(new Set(seen).size).toBe(120);
});

test("what one began to write and what is about to be sent shows in the list", async ({ page }) => {
  const site = await fresh();
  const { id } = await sent(site);
  await signIn(page, worker, site, "marta", `/t/${id}`);
  const answer = page.getByLabel("Answer to the customer");
  await answer.fill("Ci penso io");
  await expect(page.locator("#reply-form .saved")).toHaveText("Draft kept.");
  await page.keyboard.press("Escape");
  await page.keyboard.press("u");
  await page.getByRole("link", { name: "All open" }).click();
  await expect(line(page, id)).toContainText("Your draft");
  await line(page, id).locator(".open").click();
  await page.getByRole("button", { name: "Send, keep open" }).click();
  await page.getByRole("link", { name: "Inbox" }).first().click();
  await expect(page.locator("#held")).toContainText(/sent in \d+ seconds/);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(answer).toHaveValue("Ci penso io");
});

test("an erased person is found no more, and named no more", async ({ page }) => {
  const site = await fresh();
  const { id } = await sent(site, { name: "Zelinda Prova", message: "Il mio segreto" });
  const { ticket } = (await worker.ticket(site, id)) as unknown as { ticket: { contact_id: string } };
  expect((await worker.admin(`${site}/contacts/${ticket.contact_id}`, { method: "DELETE" })).ok).toBe(true);
  await signIn(page, worker, site, "marta", "?view=open");
  await expect(line(page, id)).toContainText("Somebody");
  await expect(line(page, id)).not.toContainText("segreto");
  for (const words of ["Zelinda", "segreto"]) {
    await page.goto(`${worker.url}/desk/${site}?q=${words}`);
    await expect(lines(page)).toHaveCount(0);
  }
});

test.describe("without script", () => {
  test.use({ javaScriptEnabled: false });
  test("everything is a link or a form", async ({ page }) => {
    const site = await fresh();
    const { id } = await sent(site);
    await signIn(page, worker, site, "marta", "?view=open");
    await page.getByText("With those ticked").click();
    await line(page, id).getByRole("checkbox").check();
    await page.getByLabel("Status", { exact: true }).last().selectOption("resolved");
    await page.getByRole("button", { name: "Apply" }).click();
    await expect(lines(page)).toHaveCount(0);
    await page.getByRole("link", { name: "Resolved" }).click();
    await line(page, id).locator(".open").click();
    await expect(page.locator("#story")).toContainText("Dov'è il mio ordine?");
  });
});

for (const scheme of ["light", "dark"] as const) {
  for (const [device, width, height] of [["desktop", 1280, 900], ["phone", 390, 844]] as const) {
    test(`is clean and fits, ${device} ${scheme}`, async ({ page }) => {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme: scheme });
      const site = await fresh();
      for (const message of ["Dov'è il mio ordine?", "La lampada è arrivata rotta, che cosa devo fare per averne una nuova prima di Natale?", "Vorrei rendere un vaso"]) await sent(site, { message, topic: "order" });
      const call = await sent(site, { answer_by: "phone", phone: "+39 0546 123456", email: "" });
      await set(site, call.id, { priority: "urgent", tags: ["black-friday"] });
      await signIn(page, worker, site, "marta", "?view=open");
      await expect(lines(page)).toHaveCount(4);
      await clean(page);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect(over).toBe(0);
      await page.screenshot({ path: `../target/desk-inbox-${device}-${scheme}.png` });
      await page.getByText("Filter and order").click();
      await clean(page);
    });
  }
}
