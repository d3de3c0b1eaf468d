// The first view and an answer, as customers use them: what is put first, how each way to a person
// works now, whether an answer helped, and the way back.

import { expect, test, type FrameLocator, type Page } from "@playwright/test";
import AxeBuilder from "@axe-core/playwright";
import { DEMO, Shop, Worker } from "./stack.ts";

let worker: Worker;
let shop: Shop;

// Never open: what is closed is closed whenever the tests run.
const NEVER = 'hours = { special = [{ date = "2020-01-01", hours = ["09:00-10:00"] }] }';
const ALWAYS = `hours = { ${["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
  .map((day) => `${day} = ["00:00-24:00"]`)
  .join(", ")} }`;
const SITE = `
name = "Lume"
languages = ["it", "en"]
time_zone = "Europe/Rome"
[mail]
from = "ciao@lume.example"
[appearance]
accent = "#ffd400"
shape = "square"
scheme = "dark"
[home]
faqs = ["c"]
[[notices]]
text = { it = "Per tutti" }
[[notices]]
level = "warning"
text = { it = "Solo in cassa" }
pages = ["/carrello*"]
[[notices]]
text = { it = "Passato" }
until = "2020-01-01"
${["a", "b", "c", "d", "e", "f", "g"]
  .map(
    (id) => `[[faqs]]
id = "${id}"
question = { it = "Domanda ${id}" }
answer = { it = "Risposta ${id}" }
${id === "f" ? 'pages = ["/carrello*"]' : ""}`,
  )
  .join("\n")}
[[faqs]]
id = "long"
question = { it = "Una risposta lunga" }
answer = { it = """
# Prima parte

[Guarda come si monta](https://www.youtube.com/watch?v=abc)

${"Un paragrafo. ".repeat(200)}

# Seconda parte

![Una lampada](https://img.lume.example/lampada.jpg) ![Non sicura](http://img.lume.example/x.jpg)

# Terza parte

Fine.
""" }
[[channels]]
kind = "phone"
value = "+39 0546 000000"
note = { it = "0,12 € al minuto" }
${NEVER}
[[channels]]
kind = "whatsapp"
value = "+39 0546 000001"
replies_within = "2h"
${ALWAYS}
[[channels]]
kind = "email"
value = "ciao@lume.example"
[[channels]]
kind = "telegram"
value = "lume_example"
pages = ["/carrello*"]
[[channels]]
kind = "messenger"
value = "lume.example"
languages = ["en"]
`;

test.beforeAll(async () => {
  worker = await Worker.start();
  await worker.publish("demo", DEMO);
  await worker.publish("lume", SITE);
  shop = await Shop.start(worker);
});

test.afterAll(async () => {
  await shop?.stop();
  await worker?.stop();
});

async function open(page: Page, path: string): Promise<void> {
  await page.goto(worker.url + path);
  await page.locator("html[data-ready]").waitFor();
}

async function clean(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(" | ")}`)).toEqual([]);
}

const rows = (page: Page | FrameLocator) => page.locator(".home .rows a");
const channel = (page: Page, name: string) => page.locator(".channels li", { hasText: name });

/** What the worker was told, by the last part of its address. */
function told(page: Page, what: string): { body: any; status: Promise<number | undefined> }[] {
  const heard: { body: any; status: Promise<number | undefined> }[] = [];
  page.on("request", (request) => {
    if (!new URL(request.url()).pathname.endsWith(what)) return;
    heard.push({ body: request.postDataJSON(), status: request.response().then((response) => response?.status()) });
  });
  return heard;
}

test("what suits the page of the shop comes first, and follows the customer", async ({ page }) => {
  await page.goto(`${shop.url}/carrello.html`);
  await page.getByRole("button", { name: "Aiuto" }).click();
  const panel = page.frameLocator("premura-care iframe");
  await expect(rows(panel).first()).toHaveText("Quanto costa la spedizione?");
  await expect(rows(panel)).toHaveCount(5);
  await expect(panel.getByText("Sicilia", { exact: true })).toBeVisible();
  await page.goto(`${shop.url}/vaso-duna.html`);
  await page.getByRole("button", { name: "Aiuto" }).click();
  await expect(rows(panel).first()).toHaveText("Il pezzo sarà uguale alla foto?");
});

test("where no page is known, the owner's choice comes first; the rest is one step away and back", async ({ page }) => {
  await open(page, "/p/lume?lang=it");
  await expect(rows(page)).toHaveText(["c", "a", "b", "d", "e"].map((id) => `Domanda ${id}`));
  await page.getByRole("link", { name: "Tutte le domande" }).click();
  await expect(page).toHaveURL(/\/p\/lume\/questions\?lang=it$/);
  await expect(page.getByRole("heading", { level: 1, name: "Tutte le domande" })).toBeFocused();
  await page.getByRole("link", { name: "Domanda g" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Domanda g" })).toBeVisible();
  await page.getByRole("link", { name: "Indietro" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Tutte le domande" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Domanda g" })).toBeFocused();
  await page.getByRole("link", { name: "Indietro" }).click();
  await expect(page).toHaveURL(/\/p\/lume\?lang=it$/);
  // There is nothing before it in here: the way back leads to the first view all the same.
  await open(page, "/p/lume/faq/a?lang=it");
  await page.getByRole("link", { name: "Indietro" }).click();
  await expect(page.locator(".home")).toBeVisible();
});

test("back from an answer found by searching is the search", async ({ page }) => {
  await open(page, "/p/demo?lang=it");
  await page.getByRole("searchbox").fill("spediz");
  await page.locator(".found a").first().click();
  await expect(page.locator(".answer")).not.toBeEmpty();
  await page.getByRole("link", { name: "Indietro" }).click();
  await expect(page.getByRole("searchbox")).toHaveValue("spediz");
  await expect(page.locator(".count")).toBeVisible();
});

test("what readers found helpful rises", async ({ page }) => {
  const site = "rated";
  await worker.publish(site, SITE);
  for (const [faq, helpful] of [["g", true], ["g", true], ["d", true], ["a", false]] as const) {
    const response = await fetch(`${worker.url}/v1/sites/${site}/faqs/${faq}/rating`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ helpful }),
    });
    expect(response.status).toBe(202);
  }
  await expect
    .poll(
      async () => {
        await page.goto(`${worker.url}/p/${site}?lang=it`);
        return (await rows(page).allTextContents()).slice(0, 3);
      },
      { timeout: 15_000 },
    )
    .toEqual(["Domanda c", "Domanda g", "Domanda d"]);
});

test("notices are shown in their time and on their pages", async ({ page }) => {
  await open(page, "/p/lume?lang=it");
  await expect(page.locator(".notice")).toHaveText(["Per tutti"]);
  await page.goto(`${worker.url}/p/lume?lang=it`, { referer: "https://shop.example/carrello.html?x=1" });
  await expect(page.locator(".notice")).toHaveText(["Per tutti", "Solo in cassa"]);
  await expect(rows(page).first()).toHaveText("Domanda f");
  await expect(channel(page, "Telegram")).toBeVisible();
});

test("each way to a person says how it works now, and none is dead", async ({ page }) => {
  await open(page, "/p/lume?lang=it");
  const phone = channel(page, "Telefono");
  await expect(phone).toContainText("Ora chiuso");
  await expect(phone).toContainText("0,12 € al minuto");
  await expect(phone.locator("a")).toHaveCount(0);
  await expect(channel(page, "WhatsApp")).toContainText("Risponde entro 2 h");
  await expect(channel(page, "Telegram")).toHaveCount(0);
  await expect(channel(page, "Messenger")).toHaveCount(0);
  await page.goto(`${worker.url}/p/lume?lang=en`);
  await expect(channel(page, "Messenger")).toBeVisible();
  await clean(page);
});

test("another channel opens with what the customer was looking at, and is counted without them", async ({ page }) => {
  await page.goto(`${shop.url}/lampada-lucciola.html`);
  const choices = told(page, "/choices");
  await page.context().route("https://wa.me/**", (route) => route.fulfill({ body: "WhatsApp" }));
  await page.getByRole("button", { name: "Aiuto" }).click();
  const panel = page.frameLocator("premura-care iframe");
  await panel.locator("html[data-ready]").waitFor();
  const [tab] = await Promise.all([
    page.context().waitForEvent("page"),
    panel.getByRole("link", { name: /^WhatsApp/ }).click(),
  ]);
  const address = new URL(tab.url());
  expect(address.href).toContain("https://wa.me/390546000001?text=");
  expect(address.searchParams.get("text")).toMatch(/^Ciao, vi scrivo a proposito di: .*Lucciola.* · http.*lampada-lucciola/);
  expect(choices.map(({ body }) => body)).toEqual([{ channel: "whatsapp" }]);
  expect(await choices[0].status).toBe(202);
});

test("who wants to be called chooses a time in the form", async ({ page }) => {
  await open(page, "/p/demo?lang=it");
  await page.getByRole("link", { name: /Ti chiamiamo noi/ }).click();
  await expect(page.getByLabel("Con una telefonata")).toBeChecked();
  await expect(page.getByLabel("Quando ti chiamiamo?")).toBeVisible();
  await page.getByRole("link", { name: "Indietro" }).click();
  await expect(page.locator(".home")).toBeVisible();
  // And so where there is no script.
  await page.goto(`${worker.url}/p/demo/write?lang=it&answer_by=phone`);
  await expect(page.getByLabel("Con una telefonata")).toBeChecked();
});

test("a long answer says what is in it, shows pictures late and embeds nothing", async ({ page }) => {
  const asked: string[] = [];
  await page.route("**/*.lume.example/**", (route) => (asked.push(route.request().url()), route.abort()));
  await open(page, "/p/lume/faq/long?lang=it");
  const contents = page.getByRole("navigation", { name: "In questa risposta" });
  await expect(contents.getByRole("link")).toHaveText(["Prima parte", "Seconda parte", "Terza parte"]);
  const picture = page.getByRole("img", { name: "Una lampada" });
  await expect(picture).toHaveAttribute("loading", "lazy");
  await expect(picture).toHaveAttribute("referrerpolicy", "no-referrer");
  await expect(page.locator("main img")).toHaveCount(1);
  const video = page.getByRole("link", { name: /Guarda come si monta/ });
  await expect(video).toHaveAttribute("target", "_blank");
  await expect(page.locator("iframe")).toHaveCount(0);
  await contents.getByRole("link", { name: "Terza parte" }).click();
  await expect(page.getByRole("heading", { name: "Terza parte" })).toBeFocused();
  await expect(page.getByRole("heading", { name: "Terza parte" })).toBeInViewport();
  expect(asked.filter((url) => url.startsWith("http:"))).toEqual([]);
  await clean(page);
});

test("one tap says that it helped", async ({ page }) => {
  await open(page, "/p/demo?lang=it");
  await rows(page).first().click();
  const ratings = told(page, "/rating");
  await page.getByRole("button", { name: "Sì" }).click();
  await expect(page.getByText("Grazie di avercelo detto")).toBeFocused();
  expect(ratings.map(({ body }) => body)).toEqual([{ helpful: true }]);
  expect(await ratings[0].status).toBe(202);
  await clean(page);
});

test("who was not helped may say why, or goes on to a person who knows what was read", async ({ page }) => {
  await open(page, "/p/demo/faq/cleaning?lang=it");
  const ratings = told(page, "/rating");
  await page.getByRole("button", { name: "No", exact: true }).click();
  const missing = page.getByLabel("Che cosa mancava?");
  await expect(missing).toBeVisible();
  await clean(page);
  await missing.fill("E il marmo?");
  await page.context().setOffline(true);
  await page.getByRole("button", { name: "Invia" }).click();
  await expect(page.locator(".helped").getByRole("alert")).toBeVisible();
  await expect(missing, "nothing typed is thrown away").toHaveValue("E il marmo?");
  await page.context().setOffline(false);
  await page.getByRole("button", { name: "Invia" }).click();
  await expect(page.getByText("ci serve a migliorare")).toBeFocused();
  expect(ratings.map(({ body }) => body)).toEqual([
    { helpful: false },
    { helpful: false, comment: "E il marmo?", again: true },
    { helpful: false, comment: "E il marmo?", again: true },
  ]);

  await page.goto(`${worker.url}/p/demo/faq/invoice?lang=it`);
  await page.locator("html[data-ready]").waitFor();
  await page.getByRole("button", { name: "No", exact: true }).click();
  await page.getByRole("link", { name: "Chiedi a una persona" }).click();
  const email = `ennio@posta.example`;
  await page.getByLabel("La tua email").fill(email);
  await page.getByLabel("Il tuo messaggio").fill("Ciao");
  await page.getByRole("button", { name: "Invia" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Ricevuto" })).toBeVisible();
  const ticket = (await worker.tickets("demo")).find((one) => one.email === email);
  expect(ticket?.faqs_seen).toEqual(["invoice"]);
});

test("related questions stand under an answer", async ({ page }) => {
  await open(page, "/p/demo/faq/invoice?lang=it");
  const related = page.locator(".related a");
  await expect(related).toHaveText([
    "Il codice sconto non viene accettato: perché?",
    "Come posso pagare?",
    "Il pagamento non va a buon fine: che cosa posso fare?",
  ]);
  await related.first().click();
  await expect(page.getByRole("heading", { level: 1, name: "Il codice sconto" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Sì" }), "asked anew of each answer").toBeVisible();
});

test.describe("without script", () => {
  test.use({ javaScriptEnabled: false });

  test("questions, a rating and the way to a person are links and forms", async ({ page }) => {
    await page.goto(`${worker.url}/p/demo?lang=it`);
    await page.getByRole("link", { name: "Tutte le domande" }).click();
    await page.getByRole("link", { name: "Posso avere la fattura?" }).click();
    await page.getByRole("button", { name: "No", exact: true }).click();
    await expect(page).toHaveURL(/rated=no#helped$/);
    await page.getByLabel("Che cosa mancava?").fill("Quella elettronica");
    await page.getByRole("button", { name: "Invia" }).click();
    await expect(page.getByText("ci serve a migliorare")).toBeVisible();
    await page.goBack();
    await page.getByRole("link", { name: "Chiedi a una persona" }).click();
    const email = "plain@posta.example";
    await page.getByLabel("La tua email").fill(email);
    await page.getByLabel("Il tuo messaggio").fill("Ciao");
    await page.getByRole("button", { name: "Invia" }).click();
    const ticket = (await worker.tickets("demo")).find((one) => one.email === email);
    expect(ticket?.faqs_seen).toEqual(["invoice"]);
  });
});

test("an answer that cannot be had says so, and the way to a person stays", async ({ page }) => {
  await open(page, "/p/demo?lang=it");
  await page.context().setOffline(true);
  await rows(page).first().click();
  await expect(page.getByRole("alert").first()).toContainText("Sei senza rete");
  await expect(page.getByRole("button", { name: "Sì" })).toBeHidden();
  await expect(page.getByRole("link", { name: "Scrivici", exact: true })).toBeVisible();
});

test("channels that are unknown are not counted", { tag: "@once" }, async () => {
  const choose = async (body: unknown) => {
    const response = await fetch(`${worker.url}/v1/sites/demo/choices`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    return response.status;
  };
  expect(await choose({ channel: "callback" })).toBe(202);
  for (const wrong of [{}, { channel: "fax" }, { channel: 3 }, []]) expect(await choose(wrong)).toBe(422);
});

test("the owner's scheme and shape hold, and a page that knows better is heard", async ({ page }) => {
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const dark = "rgb(28, 26, 23)";
  await page.goto(`${worker.url}/p/lume?lang=it`);
  expect(await ground()).toBe(dark);
  expect(await page.locator(".row").first().evaluate((row) => getComputedStyle(row).borderRadius)).toBe("0px");
  await clean(page);
  await page.goto(`${worker.url}/p/lume?lang=it&scheme=light`);
  expect(await ground()).not.toBe(dark);
  await clean(page);
  await page.getByRole("link", { name: "Tutte le domande" }).click();
  await expect(page, "it stays").toHaveURL(/scheme=light/);
  await page.emulateMedia({ colorScheme: "dark" });
  expect(await ground()).not.toBe(dark);
  await page.goto(`${worker.url}/p/demo?lang=it`);
  expect(await ground()).toBe(dark);
});

test("a wide page has the ways to a person beside the questions, a narrow one below", async ({ page }) => {
  const place = async () => {
    const [list, contact] = [await page.locator(".questions").boundingBox(), await page.locator(".contact").boundingBox()];
    return contact!.x > list!.x + list!.width / 2 ? "beside" : "below";
  };
  for (const query of ["", "&embed=inline"]) {
    await page.setViewportSize({ width: 1100, height: 800 });
    await open(page, `/p/demo?lang=it${query}`);
    expect(await place()).toBe("beside");
    await page.setViewportSize({ width: 400, height: 800 });
    expect(await place()).toBe("below");
  }
});

test("fields are large enough not to be zoomed into, and motion is left out when asked", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await open(page, "/p/demo/faq/cleaning?lang=it");
  await page.getByRole("button", { name: "No", exact: true }).click();
  const sizes = await page.locator("input:visible, textarea:visible, select:visible").evaluateAll((fields) =>
    fields.map((field) => parseFloat(getComputedStyle(field).fontSize)),
  );
  expect(Math.min(...sizes)).toBeGreaterThanOrEqual(16);
  await open(page, "/p/demo?lang=it");
  expect(await page.getByRole("searchbox").evaluate((field) => parseFloat(getComputedStyle(field).fontSize))).toBeGreaterThanOrEqual(16);
});

test("an answer prints as an answer", async ({ page }) => {
  await open(page, "/p/lume/faq/long?lang=it");
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.locator(".answer")).toBeVisible();
  for (const away of [".back", ".helped", ".contact", ".write", "footer"]) await expect(page.locator(away)).toBeHidden();
  const ink = await page.locator(".answer").evaluate((answer) => getComputedStyle(answer).color);
  expect(ink, "dark on paper, whatever the screen").toBe("rgb(28, 26, 23)");
});
