// One request travels the whole way: from a page of the shop to the disk, the customer's inbox and
// an integrator's endpoint, and is still there after a power cut.

import { expect, test, type Page } from "@playwright/test";
import { Webhook } from "standardwebhooks";
import { MailCatcher, Receiver, SECRET, Shop, Worker, demoWith, type TicketFile } from "./stack.ts";

// The recording: `npx playwright show-trace e2e/results/…/trace.zip` plays it step by step.
test.use({ trace: "on" });

let catcher: MailCatcher;
let receiver: Receiver;
let worker: Worker;
let shop: Shop;

test.beforeAll(async () => {
  catcher = await MailCatcher.start();
  receiver = await Receiver.start();
  worker = await Worker.start({ SMTP_URL: catcher.smtp });
  shop = await Shop.start(worker);
  await worker.publish("demo", demoWith(receiver));
});

test.afterAll(async () => {
  await shop?.stop();
  await worker?.stop();
  receiver?.stop();
  await catcher?.stop();
});

/** Everything the outside must have got for a ticket, checked by those who did not send it. */
async function arrived(email: string, message: string, reference: string): Promise<TicketFile> {
  const [ticket] = (await worker.tickets("demo")).filter((t) => t.email === email);
  expect(ticket?.reference).toBe(reference);

  await expect.poll(async () => (await catcher.to(email)).length, "acknowledgement").toBe(1);
  const [acknowledgement] = await catcher.to(email);
  expect(acknowledgement.subject).toContain(reference);
  expect(acknowledgement.text).toContain(message.replace(/^/gm, "> "));
  expect(acknowledgement.html).toContain(reference);
  expect(acknowledgement.headers["auto-submitted"]).toBe("auto-replied");

  await expect
    .poll(async () => (await catcher.to("marta@bottega-lume.example")).filter((m) => m.subject.includes(reference)).length)
    .toBe(1);

  const ofTicket = () => receiver.deliveries.filter((d) => d.body.includes(ticket.id));
  await expect.poll(() => ofTicket().length, "webhook").toBeGreaterThan(0);
  for (const { headers, body } of ofTicket()) {
    const verified = new Webhook(SECRET).verify(body, headers) as any;
    expect(verified.type).toBe("ticket.created");
    expect(verified.data.ticket.reference).toBe(reference);
    expect(verified.data.message.text).toBe(message);
    expect(() => new Webhook(SECRET).verify(`${body} `, headers)).toThrow();
  }
  await expect
    .poll(async () => new Set((await worker.ticket("demo", ticket.id)).deliveries.map((d) => d.state)))
    .toEqual(new Set(["delivered"]));
  return worker.ticket("demo", ticket.id);
}

/** Kills the worker, starts it again, and looks whether anything changed. */
async function survivesPowerCut(file: TicketFile): Promise<void> {
  const ids = () => receiver.deliveries.filter((d) => d.body.includes(file.ticket.id)).map((d) => d.headers["webhook-id"]);
  await worker.kill();
  await worker.restart();
  expect(await worker.ticket("demo", file.ticket.id)).toEqual(file);
  expect(new Set(ids())).toEqual(new Set([file.events[0].id]));
}

test("from the shop's page to disk, inbox and endpoint, and over a power cut", async ({ page }) => {
  const complaints: string[] = [];
  page.on("console", (line) => line.type() === "error" && complaints.push(line.text()));
  page.on("pageerror", (error) => complaints.push(error.message));

  await page.goto(`${shop.url}/lampada-lucciola.html`);
  await page.getByRole("button", { name: "Aiuto" }).click();
  const panel = page.frameLocator("premura-care iframe");
  await expect(panel.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(panel.locator("html[data-ready]")).toBeAttached();

  await panel.getByRole("searchbox").fill("spediz");
  const results = panel.locator(".questions li a:visible");
  await expect(results.first()).toContainText(/spediz/i);
  const shown = await results.count();
  expect(shown).toBeGreaterThan(0);
  expect(shown).toBeLessThan(20);

  const question = (await results.first().locator("span span").textContent())!.trim();
  await results.first().click();
  await expect(panel.getByRole("heading", { level: 1, name: question })).toBeFocused();

  await panel.getByRole("link", { name: "Scrivici", exact: true }).first().click();
  await panel.getByLabel("Il tuo nome").fill("Anna");
  await panel.getByLabel("La tua email").fill("anna@posta.example");
  await panel.getByLabel("Di cosa si tratta?").selectOption({ index: 1 });
  const message = "Dov'è il mio ordine? È urgente: <b>grazie</b> & a presto";
  await panel.getByLabel("Il tuo messaggio").fill(message);
  await panel.getByRole("button", { name: "Invia" }).dblclick();

  await expect(panel.getByRole("heading", { level: 1, name: "Ricevuto" })).toBeFocused();
  const reference = (await panel.locator("main").textContent())!.match(/[0-9A-Z]{4}-[0-9A-Z]{4}/)![0];
  const file = await arrived("anna@posta.example", message, reference);
  expect(file.messages.map((m) => m.text)).toEqual([message]);
  expect(file.ticket.page.url).toContain("/lampada-lucciola.html");
  expect(file.ticket.faqs_seen).toHaveLength(1);

  expect(complaints).toEqual([]);
  await survivesPowerCut(file);
});

test.describe("with scripts disabled", () => {
  test.use({ javaScriptEnabled: false });

  async function write(page: Page, email: string, message: string): Promise<void> {
    await page.getByLabel("La tua email").fill(email);
    await page.getByLabel("Il tuo messaggio").fill(message);
    await page.getByRole("button", { name: "Invia" }).click();
  }

  test("the same way, by links and a form", async ({ page }) => {
    await page.goto(`${shop.url}/lampada-lucciola.html`);
    await page.getByRole("link", { name: "Aiuto e contatti" }).click();
    await page.getByRole("searchbox").fill("spediz");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/[?&]q=spediz/);
    const results = page.locator(".questions li a:visible");
    const question = (await results.first().locator("span span").textContent())!.trim();
    await results.first().click();
    await expect(page).toHaveURL(/\/faq\//);
    await expect(page.getByRole("heading", { level: 1, name: question })).toBeVisible();

    await page.getByRole("link", { name: "Scrivici", exact: true }).first().click();
    await write(page, "bruno@posta", "");
    await expect(page.getByRole("alert").or(page.locator(".summary")).first()).toBeVisible();
    await expect(page.getByLabel("La tua email")).toHaveValue("bruno@posta");
    await expect(page.getByLabel("La tua email")).toHaveAttribute("aria-invalid", "true");

    const message = "Si può riparare?\nÈ caduta.";
    await write(page, "bruno@posta.example", message);
    await expect(page.getByRole("heading", { level: 1, name: "Ricevuto" })).toBeVisible();
    const reference = (await page.locator("main").textContent())!.match(/[0-9A-Z]{4}-[0-9A-Z]{4}/)![0];

    const file = await arrived("bruno@posta.example", message, reference);
    await survivesPowerCut(file);
  });

  test("a double click and a reload are one request", async ({ page }) => {
    await page.goto(`${worker.url}/p/demo/write?lang=it`);
    await page.getByLabel("La tua email").fill("carla@posta.example");
    await page.getByLabel("Il tuo messaggio").fill("Una volta");
    await page.getByRole("button", { name: "Invia" }).dblclick();
    await expect(page.getByRole("heading", { level: 1, name: "Ricevuto" })).toBeVisible();
    await page.reload();
    await expect(page.getByRole("heading", { level: 1, name: "Ricevuto" })).toBeVisible();
    expect((await worker.tickets("demo")).filter((t) => t.email === "carla@posta.example")).toHaveLength(1);
  });

  test("a page sent again with other words is another request", { tag: "@once" }, async () => {
    const send = (message: string) =>
      fetch(`${worker.url}/p/demo/write`, {
        method: "POST",
        redirect: "manual",
        body: new URLSearchParams({ email: "elsa@posta.example", message, key: "of-one-page" }),
      });
    const places = [await send("Prima"), await send("Prima"), await send("Seconda")].map((r) => r.headers.get("location"));
    expect(places[1]).toBe(places[0]);
    expect(places[2]).not.toBe(places[0]);
    expect((await worker.tickets("demo")).filter((t) => t.email === "elsa@posta.example")).toHaveLength(2);
  });
});

test("a page whose WebAssembly never comes still takes the request", async ({ page }) => {
  await page.route("**/panel.wasm", (route) => route.abort());
  await page.goto(`${worker.url}/p/demo?lang=it`);
  await page.getByRole("link", { name: "Scrivici", exact: true }).first().click();
  await page.getByLabel("La tua email").fill("fulvio@posta.example");
  await page.getByLabel("Il tuo messaggio").fill("Ciao");
  await page.getByRole("button", { name: "Invia" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Ricevuto" })).toBeVisible();
  expect((await worker.tickets("demo")).filter((t) => t.email === "fulvio@posta.example")).toHaveLength(1);
});

test("English for those whose browser says so, and for a tag that says so", async ({ browser }) => {
  const context = await browser.newContext({ locale: "en-GB" });
  const page = await context.newPage();
  await page.goto(`${worker.url}/p/demo`);
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(page.getByRole("link", { name: "Write to us", exact: true }).first()).toBeVisible();
  await page.goto(`${worker.url}/p/demo?lang=it`);
  await expect(page.getByRole("link", { name: "Scrivici", exact: true }).first()).toBeVisible();
  await context.close();
});

test("a receiver that is down changes nothing for the customer", { tag: "@once" }, async () => {
  receiver.answer = undefined;
  const response = await worker.submit("demo", { email: "dora@posta.example", message: "Ciao" });
  expect(response.status).toBe(201);
  const { id } = await response.json();
  const states = async () => {
    const file = await worker.ticket("demo", id);
    return Object.fromEntries(file.deliveries.map((d) => [d.to.mail ?? "webhook", d.state]));
  };
  await expect.poll(states).toEqual({ acknowledgement: "delivered", notification: "delivered", webhook: "failed" });
  receiver.answer = 204;
  await expect.poll(states, { timeout: 20_000 }).toMatchObject({ webhook: "delivered" });
  const ids = receiver.deliveries.filter((d) => d.body.includes(id)).map((d) => d.headers["webhook-id"]);
  expect(ids.length).toBeGreaterThan(1);
  expect(new Set(ids).size).toBe(1);
});
