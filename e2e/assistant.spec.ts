// The assistant: a conversation over FAQs and guided flows, with and without script, that always
// leads to a person where the customer wants one.

import AxeBuilder from "@axe-core/playwright";
import { expect, test, type Page } from "@playwright/test";
import { join } from "node:path";
import { DEMO, Worker } from "./stack.ts";

let worker: Worker;

test.beforeAll(async () => {
  worker = await Worker.start();
  await worker.publish("demo", DEMO);
});

test.afterAll(async () => {
  await worker?.stop();
});

const person = (page: Page) => page.locator(".person").getByRole("button", { name: "Parla con una persona" });
const chip = (page: Page, name: string) => page.locator(".chips").getByRole("button", { name });
const turns = (page: Page) => page.locator(".turns > li");
const question = (page: Page) => page.getByLabel("La tua domanda");

async function ask(page: Page, words: string): Promise<void> {
  await question(page).fill(words);
  await page.getByRole("button", { name: "Chiedi" }).click();
}

/** Tests write as fast as machines do: some requests are looked for among suspected spam. */
async function request(email: string): Promise<any> {
  const views = ["demo/tickets", "demo/tickets?view=spam"];
  const all = (await Promise.all(views.map(async (view) => (await (await worker.admin(view)).json()).tickets))).flat();
  const found = all.filter((ticket: any) => ticket.email === email);
  expect(found).toHaveLength(1);
  return worker.ticket("demo", found[0].id);
}

/** The whole way of somebody whose parcel is late. */
async function lateParcel(page: Page, email: string): Promise<void> {
  await chip(page, "Dov'è il mio ordine?").click();
  await chip(page, "Sì, ce l'ho").click();
  await chip(page, "Da più di due").click();
  const order = page.getByLabel("Numero dell'ordine");
  await order.fill("12");
  await page.getByRole("button", { name: "Continua" }).click();
  await expect(order).toHaveAttribute("aria-invalid", "true");
  await expect(order).toHaveAccessibleDescription(/BL-12345/);
  await order.fill("bl-10274");
  await page.getByRole("button", { name: "Continua" }).click();
  await expect(turns(page).filter({ hasText: "Chiediamo noi al corriere" })).toContainText("BL-10274");
  await chip(page, "Parla con una persona").click();

  await expect(page.getByLabel("Il tuo messaggio")).toHaveValue("L'ordine BL-10274 non è ancora arrivato. Dov'è?");
  await expect(page.getByLabel("Di cosa si tratta?")).toHaveValue("order");
  await expect(page.getByLabel("Numero dell'ordine")).toHaveValue("BL-10274");
  await page.getByText("La conversazione con l'assistente").click();
  await expect(page.locator(".said pre")).toContainText("Tu: Da più di due");
  await page.getByLabel("La tua email").fill(email);
  await page.getByRole("button", { name: "Invia" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Ricevuto" })).toBeVisible();

  const { ticket } = await request(email);
  expect(ticket.topic).toBe("order");
  expect(ticket.priority).toBe("high");
  expect(ticket.fields[0].value).toEqual(["BL-10274"]);
  expect(ticket.transcript.split("\n")).toEqual([
    "Assistente: Scrivi che cosa ti serve, oppure scegli da qui.",
    "Tu: Dov'è il mio ordine?",
    "Assistente: Vediamo. Hai già ricevuto l'email con il codice per seguirlo?",
    "Tu: Sì, ce l'ho",
    "Assistente: Da quanti giorni lavorativi il codice è fermo?",
    "Tu: Da più di due",
    "Assistente: Ci dispiace. Con il numero dell'ordine lo ritroviamo subito.",
    "Tu: BL-10274",
    "Assistente: Grazie. Chiediamo noi al corriere dov'è l'ordine BL-10274 e ti scriviamo.",
    expect.stringMatching(/^Assistente: /),
  ]);
}

/** What the worker was asked for. */
function watched(page: Page): { url: string; body: string }[] {
  const seen: { url: string; body: string }[] = [];
  page.on("request", (request) => seen.push({ url: request.url(), body: request.postData() ?? "" }));
  return seen;
}

test.describe("with script", () => {
  async function open(page: Page, query = "lang=it"): Promise<void> {
    await page.goto(`${worker.url}/p/demo?${query}`);
    await page.locator("html[data-ready]").waitFor();
    await page.getByRole("link", { name: "Fai una domanda" }).click();
    await expect(turns(page)).toHaveCount(1);
  }

  test("the flows come when the assistant is opened, not before", async ({ page }) => {
    const seen = watched(page);
    await page.goto(`${worker.url}/p/demo?lang=it`);
    await page.locator("html[data-ready]").waitFor();
    expect(seen.filter(({ url }) => url.includes("/flows"))).toEqual([]);
    await page.getByRole("link", { name: "Fai una domanda" }).click();
    await expect(chip(page, "Dov'è il mio ordine?")).toBeVisible();
    expect(seen.filter(({ url }) => url.includes("/flows"))).toHaveLength(1);
  });

  test("a flow leads to a person who knows all of it", async ({ page }) => {
    await open(page);
    await lateParcel(page, "con-script@posta.example");
    // The next conversation is another one.
    await page.getByRole("link", { name: "Torna alle domande" }).click();
    await page.getByRole("link", { name: "Fai una domanda" }).click();
    await expect(turns(page)).toHaveCount(1);
  });

  test("an answer is shown, rated, and said once", async ({ page }) => {
    const seen = watched(page);
    await open(page);
    await ask(page, "Quanto costa la spedizione?");
    const answer = turns(page).filter({ has: page.getByRole("heading", { name: "Quanto costa la spedizione?" }) });
    await expect(answer).toContainText("Italia");
    await expect(page.locator("#live")).toContainText("Ti è stato utile?");
    await expect(page.locator(".turns[aria-live], .turns [aria-live]")).toHaveCount(0);
    await expect(question(page)).toBeFocused();
    await expect(question(page)).toHaveValue("");
    const rated = page.waitForResponse((response) => response.url().includes("/faqs/shipping-cost/rating"));
    await chip(page, "Sì").click();
    expect((await rated).status()).toBe(202);
    await expect(turns(page).last()).toContainText("Se ti serve altro");
    expect(seen.find(({ url }) => url.includes("/rating"))?.body).toBe('{"helpful":true}');
  });

  test("what it does not know it says; nothing typed leaves before it is handed over", async ({ page }) => {
    const seen = watched(page);
    await open(page);
    await ask(page, "Fate gelati al pistacchio?");
    await expect(turns(page).last()).toContainText("Su questo non ho una risposta sicura");
    expect(seen.filter(({ url, body }) => `${url}${body}`.includes("pistacchio"))).toEqual([]);
    await person(page).click();
    await expect(page.getByLabel("Il tuo messaggio")).toHaveValue("Fate gelati al pistacchio?");
    expect(seen.filter(({ url, body }) => `${url}${body}`.includes("pistacchio"))).toEqual([]);
    const told = page.waitForResponse((response) => response.url().includes("/searches"));
    await page.getByLabel("La tua email").fill("gelati@posta.example");
    await page.getByRole("button", { name: "Invia" }).click();
    expect((await told).status()).toBe(202);
    expect((await request("gelati@posta.example")).ticket.transcript).toContain("Tu: Fate gelati al pistacchio?");
  });

  test("it survives a reload in this tab, and goes back and begins anew", async ({ page }) => {
    await open(page);
    await chip(page, "Vorrei rendere un pezzo").click();
    await chip(page, "Ho cambiato idea").click();
    await page.reload();
    await page.locator("html[data-ready]").waitFor();
    await expect(chip(page, "Negli ultimi 30 giorni")).toBeVisible();
    await expect(turns(page)).toHaveCount(5);
    await page.getByRole("button", { name: "Torna indietro" }).click();
    await expect(chip(page, "Ho cambiato idea")).toBeVisible();
    await page.getByRole("button", { name: "Ricomincia" }).click();
    await expect(turns(page)).toHaveCount(1);
    await expect(page.getByRole("button", { name: "Ricomincia" })).toHaveCount(0);
    // A view in between loses nothing either.
    await chip(page, "Vorrei rendere un pezzo").click();
    await page.locator(".back a").click();
    await page.getByRole("link", { name: "Fai una domanda" }).click();
    await expect(turns(page)).toHaveCount(3);
  });

  test("a keyboard is enough", async ({ page }) => {
    await open(page);
    await question(page).focus();
    await page.keyboard.press("Enter");
    await expect(question(page)).toHaveAttribute("aria-invalid", "true");
    await expect(question(page)).toHaveAccessibleDescription("Qui manca la risposta");
    await chip(page, "Dov'è il mio ordine?").focus();
    await page.keyboard.press("Enter");
    await expect(chip(page, "Sì, ce l'ho")).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(chip(page, "Si muove, o da due al massimo")).toBeFocused();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Space");
    await expect(page.getByLabel("Numero dell'ordine")).toBeFocused();
    await page.keyboard.type("BL-10274");
    await page.keyboard.press("Enter");
    await expect(chip(page, "Parla con una persona")).toBeFocused();
  });

  test("a message begun stays, a person is there from the first moment", async ({ page }) => {
    await page.goto(`${worker.url}/p/demo/write?lang=it`);
    await page.locator("html[data-ready]").waitFor();
    await page.getByLabel("Il tuo messaggio").fill("Le mie parole");
    await page.locator(".back a").click();
    await page.getByRole("link", { name: "Fai una domanda" }).click();
    await ask(page, "Fate gelati?");
    await person(page).click();
    await expect(page.getByLabel("Il tuo messaggio")).toHaveValue("Le mie parole");
    await expect(page.locator(".said pre")).toContainText("Fate gelati?");
  });

  test("without a network it says so and still leads to a person", async ({ page, context }) => {
    await page.goto(`${worker.url}/p/demo?lang=it`);
    await page.locator("html[data-ready]").waitFor();
    await context.setOffline(true);
    await page.getByRole("link", { name: "Fai una domanda" }).click();
    await expect(page.getByRole("alert")).toContainText("Sei senza rete");
    await person(page).click();
    await expect(page.getByLabel("Il tuo messaggio")).toBeVisible();
  });
});

test.describe("without script", () => {
  test.use({ javaScriptEnabled: false });

  test("a flow leads to a person who knows all of it", async ({ page }) => {
    await page.goto(`${worker.url}/p/demo?lang=it`);
    await page.getByRole("link", { name: "Fai una domanda" }).click();
    await lateParcel(page, "senza-script@posta.example");
  });

  test("answers, ratings, steps back and what it does not know", async ({ page }) => {
    await page.goto(`${worker.url}/p/demo/ask?lang=it&flow=return`);
    await expect(chip(page, "È arrivato rotto")).toBeVisible();
    await chip(page, "È arrivato rotto").click();
    await expect(page.locator(".turns h2")).toContainText("Il pezzo è arrivato rotto");
    await expect(page.locator(".turns")).toContainText("Fai una foto del pezzo");
    await chip(page, "Sì").click();
    await expect(turns(page).last()).toContainText("Se ti serve altro");
    await page.getByRole("button", { name: "Torna indietro" }).click();
    await chip(page, "Non ancora").click();
    await expect(turns(page).last()).toContainText("Su questo non ho una risposta sicura");
    await question(page).fill("Fate gelati?");
    await question(page).press("Enter");
    await expect(turns(page).last()).toContainText("Su questo non ho una risposta sicura");
    await page.getByRole("button", { name: "Ricomincia" }).click();
    await expect(turns(page)).toHaveCount(1);
  });

  test("bad input is an answer", { tag: "@once" }, async ({ request: call }) => {
    const post = (form: Record<string, string>) => call.post(`${worker.url}/p/demo/ask?lang=it`, { form });
    for (const talk of ["c9999999999999999999", "\u0000\u2029", "s".repeat(70_000), "f\nf\nf", "c0\n".repeat(500), "<script>"]) {
      for (const more of [{}, { chose: "-1" }, { chose: "99" }, { said: "<b>x</b>" }, { person: "1" }, { back: "1" }, { "field.order-number": "x" }]) {
        const answer = await post({ talk, ...more } as Record<string, string>);
        expect([200, 422]).toContain(answer.status());
        expect(await answer.text()).not.toContain("<b>x</b>");
      }
    }
    expect((await call.get(`${worker.url}/p/demo/ask?flow=nothing`)).status()).toBe(200);
    expect((await call.get(`${worker.url}/p/nobody/ask`)).status()).toBe(404);
    expect((await call.get(`${worker.url}/p/nobody/flows`)).status()).toBe(404);
    expect((await call.put(`${worker.url}/p/demo/ask`)).status()).toBe(405);
  });
});

// Every state, in light, dark and from right to left: nothing found by axe, nothing wider than its
// screen, and a picture of each.
const SCREENS = [
  ["light", { viewport: { width: 1280, height: 800 } }, ""],
  ["phone", { viewport: { width: 320, height: 640 }, deviceScaleFactor: 2 }, ""],
  ["dark", { viewport: { width: 360, height: 720 }, colorScheme: "dark" }, ""],
  ["rtl", { viewport: { width: 360, height: 720 } }, "rtl"],
] as const;

for (const [screen, options, dir] of SCREENS) {
  test.describe(screen, { tag: "@once" }, () => {
    test.use(options);

    const look = async (page: Page, name: string) => {
      if (dir) await page.evaluate((dir) => (document.documentElement.dir = dir), dir);
      for (const size of ["", "200%"]) {
        await page.evaluate((size) => (document.documentElement.style.fontSize = size), size);
        const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        expect(sideways, "scrolls sideways").toBeLessThanOrEqual(0);
        const path = join(import.meta.dirname, `results/pictures/ask-${name}-${screen}${size && "-200"}.png`);
        await page.screenshot({ path, animations: "disabled", fullPage: true });
      }
      await page.evaluate(() => (document.documentElement.style.fontSize = ""));
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(" | ")}`)).toEqual([]);
    };

    test("states of a conversation", async ({ page }) => {
      // Sixteen pictures, and axe in each state.
      test.slow();
      await page.goto(`${worker.url}/p/demo?lang=it&embed=1`);
      await page.locator("html[data-ready]").waitFor();
      await look(page, "entry");
      await page.getByRole("link", { name: "Fai una domanda" }).click();
      await expect(turns(page)).toHaveCount(1);
      await look(page, "begin");
      await ask(page, "Quanto costa la spedizione?");
      await expect(page.locator(".turns .answer")).toContainText("Italia");
      await look(page, "answer");
      await chip(page, "Non ancora").click();
      await look(page, "unknown");
      await page.getByRole("button", { name: "Ricomincia" }).click();
      await chip(page, "Dov'è il mio ordine?").click();
      await chip(page, "Sì, ce l'ho").click();
      await look(page, "choices");
      await chip(page, "Da più di due").click();
      await page.getByRole("button", { name: "Continua" }).click();
      await expect(page.getByLabel("Numero dell'ordine")).toHaveAttribute("aria-invalid", "true");
      await look(page, "field");
      await page.getByLabel("Numero dell'ordine").fill("BL-10274");
      await page.getByRole("button", { name: "Continua" }).click();
      await expect(chip(page, "Parla con una persona")).toBeVisible();
      await look(page, "hand-over");
      await person(page).click();
      await page.getByText("La conversazione con l'assistente").click();
      await look(page, "form");
    });
  });
}
