// A ticket at the desk: its story, and everything that is done on it.

import { expect, test, type Page } from "@playwright/test";
import { clean, signIn } from "./desk.ts";
import { DEMO, MailCatcher, Worker } from "./stack.ts";

let catcher: MailCatcher;
let worker: Worker;

test.beforeAll(async () => {
  catcher = await MailCatcher.start();
  worker = await Worker.start({ SMTP_URL: catcher.smtp, INBOUND_TOKEN: "mail-token" });
  await worker.publish("demo", DEMO.replace(/^\[mail\]$/m, '[mail]\ninbound = "demo@care.example"'));
});
test.afterAll(async () => {
  await worker?.stop();
  await catcher?.stop();
});
test.use({ locale: "en-GB" });

let people = 0;
async function sent(draft: Record<string, unknown> = {}): Promise<{ id: string; reference: string; email: string; request: string }> {
  const email = `bruno${++people}@posta.example`;
  const response = await worker.submit("demo", { email, name: "Bruno Neri", message: "Dov'è il mio ordine?", lang: "it", ...draft });
  expect(response.status).toBe(201);
  return { email, ...(await response.json()) };
}
const replies = async (address: string) => (await catcher.to(address)).filter((mail) => mail.subject.startsWith("Re:"));
const set = (id: string, body: unknown) =>
  worker.admin(`demo/tickets/${id}`, { method: "PATCH", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
const open = (page: Page, id: string, who = "marta") => signIn(page, worker, "demo", who, `/t/${id}`);
const answer = (page: Page) => page.getByLabel("Answer to the customer");
const story = (page: Page) => page.locator("#story");

test("tells the whole story in order, with the person beside it", async ({ page }) => {
  const before = await sent({ email: "carla@posta.example", name: "Carla", message: "Una domanda di prima" });
  const { id, request } = await sent({
    email: "carla@posta.example",
    name: "Carla",
    message: "La lampada è rotta",
    topic: "order",
    fields: { "order-number": "BL-54321" },
    searches: ["lampada rotta"],
    faqs_seen: ["broken-on-arrival"],
    page: { url: "https://bottega.example/lampada", title: "Lampada" },
  });
  const post = (text: string, more = {}) =>
    worker.admin(`demo/tickets/${id}/messages`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ text, by: "marta", ...more }) });
  await post("Ce ne dispiace: **ne parte un'altra**.", { status: "resolved" });
  await post("Sentito il corriere.", { internal: true });
  const form = new FormData();
  form.set("action", "rate");
  form.set("score", "5");
  form.set("comment", "Velocissimi");
  await fetch(worker.url + request, { method: "POST", body: form, redirect: "manual" });
  await open(page, id);
  await expect(story(page)).toContainText("“lampada rotta”");
  await expect(story(page)).toContainText("BL-54321");
  await expect(story(page).getByRole("link", { name: "Lampada" })).toHaveAttribute("href", "https://bottega.example/lampada");
  const order = await story(page).locator(".pieces > li").evaluateAll((all) => all.map((one) => one.className));
  expect(order).toEqual(["message theirs", "happened", "message ours", "happened", "message note"]);
  await expect(story(page).locator("strong", { hasText: "ne parte un'altra" })).toBeVisible();
  await expect(story(page).locator(".note")).toContainText("Internal note");
  await expect(story(page).locator(".rating")).toContainText("5/5");
  await expect(story(page).locator(".rating")).toContainText("Velocissimi");
  const side = page.getByRole("complementary");
  await expect(side).toContainText("carla@posta.example");
  await side.getByRole("link", { name: "Una domanda di prima" }).click();
  await expect(page).toHaveURL(new RegExp(before.id));
});

test("an answer waits ten seconds, can be taken back, and then goes out once", async ({ page }) => {
  const { id, email } = await sent();
  await open(page, id);
  await answer(page).fill("Arriva **domani**.");
  await page.getByRole("button", { name: "Send and wait" }).click();
  await expect(page.locator("#held")).toContainText(/sent in \d+ seconds/);
  await expect(story(page).locator(".waits")).toContainText("Not sent yet");
  await expect(answer(page)).toHaveValue("");
  await clean(page);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.locator("main")).toContainText("Taken back");
  await expect(answer(page)).toHaveValue("Arriva **domani**.");
  await answer(page).fill("Arriva **giovedì**.");
  await page.getByRole("button", { name: "Send and resolve" }).click();
  await expect.poll(async () => (await replies(email)).length, { timeout: 20_000 }).toBe(1);
  expect((await replies(email))[0]!.text).toContain("giovedì");
  // The page heard of it by itself.
  await expect(page.locator("#held .held")).toHaveCount(0);
  await expect(page.locator("#head")).toContainText("Resolved");
  const { messages } = await worker.ticket("demo", id);
  expect(messages.map(({ text }) => text)).toEqual(["Dov'è il mio ordine?", "Arriva **giovedì**."]);
});

test("an answer that waits goes out although the server died meanwhile", async ({ page }) => {
  const { id, email } = await sent();
  await open(page, id);
  await answer(page).fill("Parte oggi.");
  await page.getByRole("button", { name: "Send and wait" }).click();
  await expect(page.locator("#held .held")).toBeVisible();
  await worker.kill();
  await worker.restart();
  await expect.poll(async () => (await replies(email)).length, { timeout: 30_000 }).toBe(1);
});

test("the same form sent twice is one answer", async ({ page }) => {
  const { id, email } = await sent();
  await open(page, id);
  const [csrf, key] = await Promise.all(["csrf", "id"].map((name) => page.locator(`#reply-form [name=${name}]`).inputValue()));
  for (let twice = 0; twice < 2; twice++) {
    const response = await page.request.post(`${worker.url}/desk/demo/t/${id}/reply`, { form: { csrf: csrf!, id: key!, text: "Una volta sola", send: "open" }, maxRedirects: 0 });
    expect(response.status()).toBe(303);
  }
  await expect.poll(async () => (await replies(email)).length, { timeout: 20_000 }).toBe(1);
  await page.request.post(`${worker.url}/desk/demo/t/${id}/reply`, { form: { csrf: csrf!, id: key!, text: "Una volta sola", send: "open" }, maxRedirects: 0 });
  await page.reload();
  await expect(story(page).locator(".waits")).toHaveCount(0);
});

test("a macro fills in what is known, and sets what it says", async ({ page }) => {
  const { id, reference } = await sent({ name: "Dario Blu" });
  await open(page, id);
  await page.getByLabel("Macro…").selectOption({ label: "Rimborso fatto" });
  await expect(answer(page)).toHaveValue(/^Ciao Dario,[\s\S]*Marta$/);
  await expect(page.getByRole("button", { name: "Send and resolve" })).toHaveClass("primary");
  await page.getByLabel("FAQ…").selectOption("invoice");
  await expect(answer(page)).toHaveValue(/partita IVA/);
  await answer(page).press("Control+Enter");
  await expect(page.locator("#held .held")).toBeVisible();
  await expect(page.locator("#head")).toContainText("Resolved", { timeout: 20_000 });
  await expect(page.getByLabel("Tags")).toHaveValue("refunded");
  expect(reference).toMatch(/^\w{4}-\w{4}$/);
});

test("a note is for the team only", async ({ page }) => {
  const { id, request } = await sent();
  await open(page, id);
  await page.keyboard.press("n");
  await expect(page.getByLabel("Internal note")).toBeFocused();
  await page.keyboard.type("Il corriere ha perso il pacco.");
  await page.getByRole("button", { name: "Add note" }).click();
  await expect(story(page).locator(".note")).toContainText("perso il pacco");
  expect(await (await fetch(worker.url + request)).text()).not.toContain("perso il pacco");
  await expect(page.getByLabel("Internal note")).toHaveValue("");
});

test("handing over from one to another needs a note, and what was typed stays", async ({ page }) => {
  const { id } = await sent();
  await set(id, { owner: "marta", note: "tua" });
  await open(page, id);
  await page.getByLabel("Owner", { exact: true }).selectOption("elio");
  await page.getByLabel("Tags").fill("Fragile, vip");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByLabel("Note for the new owner")).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByLabel("Owner", { exact: true })).toHaveValue("elio");
  await expect(page.getByLabel("Tags")).toHaveValue("Fragile, vip");
  await clean(page);
  await page.getByLabel("Note for the new owner").fill("Vuole un colore diverso.");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.locator("main")).toContainText("Saved.");
  await expect(story(page)).toContainText("Assigned to Elio");
  await expect(story(page).locator(".note").last()).toContainText("Vuole un colore diverso.");
  await expect(page.getByLabel("Tags")).toHaveValue("fragile, vip");
});

test("a draft outlives a reload, another device, and a session that ended", async ({ page, browser }) => {
  const { id } = await sent();
  await open(page, id);
  await answer(page).fill("Sto scrivendo una risposta lunga");
  await expect(page.locator("#reply-form .saved")).toHaveText("Draft kept.");
  await page.reload();
  await expect(answer(page)).toHaveValue("Sto scrivendo una risposta lunga");
  const elsewhere = await (await browser.newContext({ locale: "en-GB" })).newPage();
  await open(elsewhere, id);
  await expect(answer(elsewhere)).toHaveValue("Sto scrivendo una risposta lunga");
  await page.context().clearCookies();
  await answer(page).fill("Sto scrivendo una risposta ancora più lunga");
  await expect(page.locator("#reply-form .saved")).toHaveText("The draft is kept on this device.");
  await open(page, id);
  await expect(answer(page)).toHaveValue("Sto scrivendo una risposta ancora più lunga");
  // Another agent writes their own.
  const other = await (await browser.newContext({ locale: "en-GB" })).newPage();
  await open(other, id, "elio");
  await expect(answer(other)).toHaveValue("");
});

test("two agents on one ticket see each other", async ({ page, browser }) => {
  const { id } = await sent();
  await open(page, id);
  const other = await (await browser.newContext({ locale: "en-GB" })).newPage();
  await open(other, id, "elio");
  await expect(page.locator("#here")).toHaveText("Elio is here too.");
  await expect(other.locator("#here")).toHaveText("Marta is here too.");
  await answer(other).pressSequentially("Ciao");
  await expect(page.locator("#here")).toHaveText("Elio is writing here too.");
  await other.close();
  await expect(page.locator("#here")).toBeHidden();
});

test("what others do appears in the story while one writes", async ({ page, browser }) => {
  const { id } = await sent();
  await open(page, id);
  await answer(page).fill("Una mezza fra");
  const other = await (await browser.newContext({ locale: "en-GB" })).newPage();
  await open(other, id, "elio");
  await other.keyboard.press("n");
  await other.keyboard.type("Ci penso io?");
  await other.getByRole("button", { name: "Add note" }).click();
  await expect(story(page)).toContainText("Ci penso io?");
  await expect(story(page).locator(".chip.new")).toBeVisible();
  await expect(answer(page)).toHaveValue("Una mezza fra");
});

test("an answer by mail stands in the story by itself", async ({ page }) => {
  const { id, email, reference } = await sent();
  await expect.poll(async () => (await catcher.to(email)).length).toBeGreaterThan(0);
  const [acknowledgement] = await catcher.to(email);
  const to = /^Reply-To:[^<]*<([^>]+)>/m.exec(acknowledgement!.raw)![1]!;
  await open(page, id);
  const hand = (from: string, address: string, text: string) =>
    fetch(`${worker.url}/v1/inbound/email?to=${encodeURIComponent(address)}`, {
      method: "POST",
      headers: { "content-type": "message/rfc822", authorization: "Bearer mail-token" },
      body: `From: ${from}\r\nTo: ${address}\r\nSubject: Re\r\nMessage-ID: <${Math.random()}@x.example>\r\n\r\n${text}\r\n`,
    });
  await hand(email, to, "Grazie, ma non è arrivato nulla.\r\n\r\nIl giorno dom 22 nov 2026 alle 10:00 Bottega Lume <ciao@bottega-lume.example> ha scritto:\r\n> Ricevuto");
  const theirs = story(page).locator(".theirs").last();
  await expect(theirs).toContainText("non è arrivato nulla");
  await theirs.getByText("Quoted text").click();
  await expect(theirs.locator(".folded")).toContainText("Ricevuto");
  // The team answers from its mail program.
  let told: { raw: string } | undefined;
  await expect.poll(async () => (told = (await catcher.to("marta@bottega-lume.example")).find((mail) => mail.raw.includes(reference)))).toBeTruthy();
  const team = /^Reply-To:[^<]*<([^>]+)>/m.exec(told!.raw)![1]!;
  await hand("marta@bottega-lume.example", team, "Lo rispediamo oggi.");
  await expect(story(page).locator(".ours").last()).toContainText("Lo rispediamo oggi.");
  await expect(story(page).locator(".ours").last()).toContainText("Email");
});

test("files go along with an answer, and stay with it when it is taken back", async ({ page }) => {
  const { id, request } = await sent();
  await open(page, id);
  await answer(page).fill("Ecco l'etichetta.");
  await page.getByText("Attach files").click();
  await page.getByLabel("Files").setInputFiles({ name: "etichetta.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4\n%%EOF\n") });
  await page.getByRole("button", { name: "Send and wait" }).click();
  await expect(story(page).locator(".waits")).toContainText("etichetta.pdf");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.locator("#reply-form")).toContainText("etichetta.pdf");
  await page.getByRole("button", { name: "Send and wait" }).click();
  await expect(story(page).locator(".ours:not(.waits)")).toContainText("etichetta.pdf", { timeout: 20_000 });
  expect(await (await fetch(worker.url + request)).text()).toContain("etichetta.pdf");
  // What cannot be taken is said beside the field, and nothing was sent.
  await answer(page).fill("E questo?");
  await page.getByText("Attach files").click();
  await page.getByLabel("Files").setInputFiles({ name: "x.exe", mimeType: "application/octet-stream", buffer: Buffer.from([0x4d, 0x5a, 0, 1, 2, 3]) });
  await page.getByRole("button", { name: "Send and wait" }).click();
  await expect(page.getByLabel("Files")).toHaveAttribute("aria-invalid", "true");
  await expect(answer(page)).toHaveValue("E questo?");
  await expect(story(page).locator(".waits")).toHaveCount(0);
});

test("merging is asked by reference, and the story goes on there", async ({ page }) => {
  const [a, b] = [await sent({ message: "Primo messaggio" }), await sent({ message: "Secondo messaggio" })];
  await open(page, a.id);
  await page.locator("summary", { hasText: "More" }).click();
  await page.getByLabel("Merge into").fill("0000-XXXX");
  await page.getByRole("button", { name: "Merge" }).click();
  await expect(page.locator(".error")).toContainText("no request with this reference");
  await page.getByLabel("Merge into").fill(b.reference.toLowerCase());
  await page.getByRole("button", { name: "Merge" }).click();
  await expect(page).toHaveURL(new RegExp(b.id));
  await expect(story(page)).toContainText("Primo messaggio");
  await page.goto(`${worker.url}/desk/demo/t/${a.id}`);
  await page.getByRole("link", { name: b.reference }).click();
  await expect(page).toHaveURL(new RegExp(b.id));
});

test("a call is done with a word about it", async ({ page }) => {
  const { id } = await sent({ answer_by: "phone", phone: "+39 0546 123456" });
  await open(page, id);
  const card = page.locator(".card", { has: page.getByRole("heading", { name: "Wants a call" }) });
  await expect(card.getByRole("link")).toHaveAttribute("href", "tel:+390546123456");
  await card.getByLabel("What was said").fill("Spedita oggi, contenta.");
  await card.getByRole("button", { name: "Called, resolved" }).click();
  await expect(story(page).locator(".ours")).toContainText("Phone");
  await expect(page.locator("#head")).toContainText("Resolved");
});

test("spam is said and unsaid; links are revoked", async ({ page }) => {
  const { id, request } = await sent();
  await open(page, id);
  const more = page.locator("summary", { hasText: "More" });
  await more.click();
  await page.getByRole("button", { name: "Mark as spam" }).click();
  await expect(page.locator("#head")).toContainText("Suspected spam");
  await more.click();
  await page.getByRole("button", { name: "Not spam" }).click();
  await expect(page.locator("#head")).not.toContainText("Suspected spam");
  await more.click();
  await page.getByRole("button", { name: "Revoke links" }).click();
  await expect(story(page)).toContainText("Links revoked");
  expect((await fetch(worker.url + request)).status).toBe(404);
});

test("who may only look sees the story and nothing to press", async ({ page }) => {
  await worker.publish("watch", DEMO.replace(/^\[\[agents\]\]$/m, '[[agents]]\nid = "paolo"\nname = "Paolo"\nemail = "paolo@bottega-lume.example"\nrole = "read_only"\n\n[[agents]]'));
  const { id } = await (await worker.submit("watch", { email: "x@posta.example", message: "Ciao", lang: "it" })).json();
  await signIn(page, worker, "watch", "paolo", `/t/${id}`);
  await expect(story(page)).toContainText("Ciao");
  await expect(page.locator("main form:not([method=dialog])")).toHaveCount(0);
  await page.goto(`${worker.url}/desk/watch?view=open`);
  await expect(page.locator(".line")).toHaveCount(1);
  await expect(page.getByRole("checkbox")).toHaveCount(0);
});

test("what is missing or too long is said beside it, and stays", async ({ page }) => {
  const { id } = await sent();
  await open(page, id);
  await page.getByRole("button", { name: "Send and wait" }).click();
  await expect(answer(page)).toHaveAttribute("aria-invalid", "true");
  await expect(page.locator("#reply-error")).toHaveText("Write the answer first.");
  await answer(page).evaluate((area: HTMLTextAreaElement) => (area.value = "a".repeat(10_003)));
  await page.getByRole("button", { name: "Send and wait" }).click();
  await expect(page.locator("#reply-error")).toHaveText("Shorten it: 3 characters too many.");
  expect((await answer(page).inputValue()).length).toBe(10_003);
  await page.getByLabel("Tags").fill("così");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.locator("#tags-error")).toContainText("“così”");
  await clean(page);
});

test("an address that names no ticket says so", async ({ page }) => {
  await signIn(page, worker, "demo", "marta");
  await page.goto(`${worker.url}/desk/demo/t/tic_nothing`);
  await expect(page.locator("main")).toContainText("There is nothing here");
});

test.describe("without script", () => {
  test.use({ javaScriptEnabled: false });
  test("an answer is put together, sent and taken back", async ({ page }) => {
    const { id } = await sent({ name: "Elsa" });
    await open(page, id);
    await answer(page).fill("Prima riga");
    await page.getByLabel("Macro…").selectOption({ label: "Dov'è il pacco" });
    await page.getByRole("button", { name: "Put in" }).click();
    await expect(answer(page)).toHaveValue(/^Prima riga\n\nCiao Elsa,/);
    await page.getByRole("button", { name: "Send and wait" }).click();
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(answer(page)).toHaveValue(/^Prima riga\n\nCiao Elsa,/);
  });
});

for (const scheme of ["light", "dark"] as const) {
  for (const [device, width, height] of [["desktop", 1280, 900], ["phone", 390, 844]] as const) {
    test(`is clean and fits, ${device} ${scheme}`, async ({ page }) => {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme: scheme });
      const { id, request } = await sent({
        name: "Fiorenza Guidi",
        message: "Buongiorno,\n\nla lampada è arrivata ieri con il paralume ammaccato. Vorrei averne una nuova prima di Natale: è un regalo.",
        topic: "order",
        fields: { "order-number": "BL-10234" },
        searches: ["lampada rotta", "paralume"],
        faqs_seen: ["broken-on-arrival"],
        page: { url: "https://bottega.example/lampada", title: "Lampada Alba" },
      });
      const post = (text: string, more = {}) =>
        worker.admin(`demo/tickets/${id}/messages`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ text, by: "marta", ...more }) });
      await post("Ciao Fiorenza,\n\nci dispiace. **Ne parte un'altra domani**:\n\n- stesso colore\n- arriva entro venerdì\n\nMarta");
      await post("Il magazzino ne ha ancora due.", { internal: true });
      const form = new FormData();
      form.set("action", "reply");
      form.set("text", "Grazie mille!");
      await fetch(worker.url + request, { method: "POST", body: form, redirect: "manual" });
      await open(page, id);
      await expect(story(page).locator(".message")).toHaveCount(4);
      await clean(page);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect(over).toBe(0);
      await page.screenshot({ path: `../target/desk-ticket-${device}-${scheme}.png`, fullPage: true });
    });
  }
}
