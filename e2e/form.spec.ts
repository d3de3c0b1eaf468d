// The form: what a topic asks, how to be answered, and files, with and without script.

import { expect, test, type Page } from "@playwright/test";
import { DEMO, Shop, Worker } from "./stack.ts";

let worker: Worker;
let shop: Shop;

test.beforeAll(async () => {
  worker = await Worker.start();
  await worker.publish("demo", DEMO);
  shop = await Shop.start(worker);
});

test.afterAll(async () => {
  await shop?.stop();
  await worker?.stop();
});

const PICTURE = {
  name: "vaso & scatola.png",
  mimeType: "image/png",
  // The smallest picture there is.
  buffer: Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=",
    "base64",
  ),
};
const NOTES = { name: "note.txt", mimeType: "text/plain", buffer: Buffer.from("Due righe.\n") };

/** Every request. Tests write as fast as machines do: some are looked for among suspected spam. */
async function requests(): Promise<any[]> {
  const views = ["demo/tickets", "demo/tickets?view=spam"];
  return (await Promise.all(views.map(async (view) => (await (await worker.admin(view)).json()).tickets))).flat();
}

/** The request of somebody, as the team sees it. */
async function request(email: string): Promise<any> {
  const found = (await requests()).filter((ticket) => ticket.email === email);
  expect(found).toHaveLength(1);
  return worker.ticket("demo", found[0].id);
}

const answers = (file: any) =>
  Object.fromEntries(file.ticket.fields.map(({ id, value }: { id: string; value: string[] }) => [id, value]));
const field = (page: Page, label: string) => page.getByLabel(label);
const send = (page: Page) => page.getByRole("button", { name: "Invia" }).click();
const received = (page: Page) => expect(page.getByRole("heading", { level: 1, name: "Ricevuto" })).toBeVisible();

/** What only some ways to be answered need. */
async function waysAreFollowed(page: Page): Promise<void> {
  await expect(field(page, "Il tuo telefono")).toBeHidden();
  await expect(field(page, "Quando ti chiamiamo?")).toBeHidden();
  await field(page, "Su WhatsApp").check();
  await expect(field(page, "Il tuo telefono")).toBeVisible();
  await expect(field(page, "Quando ti chiamiamo?")).toBeHidden();
  await field(page, "Con una telefonata").check();
  await expect(field(page, "Quando ti chiamiamo?")).toBeVisible();
}

test.describe("with script", () => {
  async function open(page: Page, query = "lang=it"): Promise<void> {
    await page.goto(`${worker.url}/p/demo/write?${query}`);
    await page.locator("html[data-ready]").waitFor();
  }

  test("a topic shows what it asks, and nothing typed is lost on the way", async ({ page }) => {
    await open(page);
    await expect(page.locator(".fields > *")).toHaveCount(0);
    await expect(page.getByRole("button", { name: "Continua" })).toBeHidden();
    await field(page, "Il tuo messaggio").fill("È arrivato così:\n<b>rotto</b>");
    await field(page, "Di cosa si tratta?").selectOption("broken");
    await field(page, "Numero dell'ordine").fill("bl-12345");
    await field(page, "Il paralume").check();
    await field(page, "Un pezzo nuovo").check();
    await field(page, "Di cosa si tratta?").selectOption("return");
    await expect(field(page, "Numero dell'ordine")).toHaveValue("bl-12345");
    await field(page, "Di cosa si tratta?").selectOption("broken");

    await page.getByRole("link", { name: "Indietro" }).click();
    await page.getByRole("searchbox").fill("scheggiato");
    await expect(page).toHaveURL(/q=scheggiato/);
    await page.getByRole("link", { name: "Scrivici", exact: true }).first().click();
    await expect(field(page, "Il tuo messaggio")).toHaveValue("È arrivato così:\n<b>rotto</b>");
    await expect(field(page, "Il paralume")).toBeChecked();
    await expect(field(page, "La ceramica")).not.toBeChecked();
    await expect(field(page, "Un pezzo nuovo")).toBeChecked();

    await field(page, "La tua email").fill("anna@posta.example");
    await send(page);
    await received(page);
    const file = await request("anna@posta.example");
    expect(answers(file)).toEqual({ "order-number": ["BL-12345"], damage: ["shade"], wish: ["replace"] });
    expect(file.ticket.searches).toEqual(["scheggiato"]);
    expect(file.ticket.device).toMatchObject({ locale: "it-IT", time_zone: "Europe/Rome" });
    await expect(page.getByRole("link", { name: "Segui la tua richiesta" })).toHaveAttribute("href", /\/r\//);
  });

  test("errors stand at their fields, and the summary leads to them", async ({ page }) => {
    await open(page, "lang=it&topic=broken");
    await field(page, "Numero dell'ordine").fill("12");
    await field(page, "Il tuo messaggio").fill("Ciao");
    await send(page);
    await expect(page.locator("#summary")).toBeFocused();
    await expect(field(page, "Numero dell'ordine")).toHaveAttribute("aria-invalid", "true");
    await expect(field(page, "Numero dell'ordine")).toHaveAccessibleDescription(/BL-12345/);
    await page.locator(".summary a", { hasText: "Qui manca la risposta" }).click();
    await expect(field(page, "Un pezzo nuovo")).toBeFocused();
    await expect(page.getByRole("radiogroup", { name: "Che cosa preferisci?" })).toHaveAttribute("aria-invalid", "true");
    await expect(field(page, "Numero dell'ordine")).toHaveValue("12");
  });

  test("a call instead of a mail", async ({ page }) => {
    await open(page);
    await waysAreFollowed(page);
    await field(page, "Il tuo messaggio").fill("Richiamatemi");
    await send(page);
    await expect(page.locator("#phone-error")).toBeVisible();
    await expect(page.locator("#email-error")).toBeHidden();
    await field(page, "Il tuo telefono").fill("+39 333 1234567");
    await field(page, "Quando ti chiamiamo?").selectOption({ index: 1 });
    await send(page);
    await received(page);
    const ticket = (await requests()).find(({ phone }) => phone === "+39 333 1234567");
    expect(ticket.answer_by).toBe("phone");
    expect(Date.parse(ticket.callback.to) - Date.parse(ticket.callback.from)).toBeLessThanOrEqual(2 * 3_600_000);
  });

  test("a product is the one of the page", async ({ page }) => {
    await page.goto(`${shop.url}/lampada-lucciola.html`);
    await page.getByRole("button", { name: "Aiuto" }).click();
    const panel = page.frameLocator("premura-care iframe");
    await panel.locator("html[data-ready]").waitFor();
    await panel.getByRole("link", { name: "Scrivici", exact: true }).first().click();
    await panel.getByLabel("Di cosa si tratta?").selectOption("product");
    await expect(panel.getByLabel("Di quale pezzo parliamo?")).toHaveValue(await page.title());
  });

  test("files go after the request, and one that does not arrive is named", async ({ page }) => {
    await open(page);
    const control = field(page, "Foto o documenti");
    const large = { name: "grande.png", mimeType: "image/png", buffer: Buffer.alloc(10_000_001) };
    await control.setInputFiles([PICTURE, NOTES, large]);
    await expect(page.locator(".picked li")).toHaveCount(2);
    await expect(page.locator("#file-error")).toContainText("grande.png");
    await page.getByRole("button", { name: "Togli note.txt" }).click();
    await expect(page.locator(".picked li")).toHaveCount(1);
    await expect(control).toBeFocused();
    // Its name says one thing and its content another.
    await control.setInputFiles([{ name: "foto.png", mimeType: "image/png", buffer: Buffer.from("<script>") }]);
    await field(page, "Il tuo messaggio").fill("Con due foto");
    await field(page, "La tua email").fill("bruno@posta.example");
    await send(page);
    await received(page);
    await expect(page.locator("#files")).toContainText("Non arrivato: foto.png.");
    const file = await request("bruno@posta.example");
    expect(JSON.stringify(file)).toContain(PICTURE.name);
    expect(JSON.stringify(file)).not.toContain("foto.png");
  });
});

test.describe("with scripts disabled", () => {
  test.use({ javaScriptEnabled: false });

  test("the form comes back with what the topic asks, and as it was filled in", async ({ page }) => {
    await page.goto(`${worker.url}/p/demo/write?lang=it`);
    await waysAreFollowed(page);
    await field(page, "Via email").check();
    await field(page, "Il tuo messaggio").fill("Arrivato rotto");
    await field(page, "Di cosa si tratta?").selectOption("broken");
    await page.getByRole("button", { name: "Continua" }).click();
    await expect(field(page, "Il tuo messaggio")).toHaveValue("Arrivato rotto");
    await expect(page.locator(".summary")).toBeHidden();
    await field(page, "La ceramica").check();
    await field(page, "Il paralume").check();

    await send(page);
    await expect(page.locator(".summary a")).toHaveCount(3);
    await expect(field(page, "La ceramica")).toBeChecked();
    await field(page, "Numero dell'ordine").fill("BL-00001");
    await field(page, "Il rimborso").check();
    await field(page, "La tua email").fill("carla@posta.example");
    await field(page, "Foto o documenti").setInputFiles([PICTURE, NOTES]);
    await send(page);
    await received(page);
    const file = await request("carla@posta.example");
    expect(answers(file)).toEqual({ "order-number": ["BL-00001"], damage: ["ceramic", "shade"], wish: ["refund"] });
    for (const { name } of [PICTURE, NOTES]) expect(JSON.stringify(file)).toContain(name);
  });

  test("Enter sends, and does not ask for another topic", async ({ page }) => {
    await page.goto(`${worker.url}/p/demo/write?lang=it&topic=product`);
    await expect(field(page, "Di quale pezzo parliamo?")).toHaveValue("");
    await field(page, "Il tuo messaggio").fill("Ne fate di più grandi?");
    await field(page, "La tua email").fill("dora@posta.example");
    await page.keyboard.press("Enter");
    await received(page);
    expect((await request("dora@posta.example")).ticket.topic).toBe("product");
  });

  test("files that were sent with an error are asked for again", async ({ page }) => {
    await page.goto(`${worker.url}/p/demo/write?lang=it`);
    await field(page, "Foto o documenti").setInputFiles([NOTES]);
    await send(page);
    await expect(page.locator("#file-error")).toHaveText("Scegli di nuovo i tuoi file");
  });
});
