// Each state of the customer's side as a picture, in light and dark, on a phone and from right to
// left; and that docs/gallery.md shows every one of them.

import { expect, test, type Browser, type BrowserContextOptions, type Frame, type Page } from "@playwright/test";
import { Gallery, kept, shown } from "./gallery.ts";
import { PHONE } from "./profiles.ts";
import { DEMO, MailCatcher, Shop, Worker } from "./stack.ts";

const PANEL = { viewport: { width: 400, height: 680 }, deviceScaleFactor: 2 };
const WIDE = { viewport: { width: 1280, height: 800 } };
const LOOKS = {
  light: PANEL,
  dark: { ...PANEL, colorScheme: "dark" },
  phone: PHONE,
  rtl: { ...PANEL, locale: "ar" },
} satisfies Record<string, BrowserContextOptions>;
type Look = keyof typeof LOOKS;

// The last test compares what the others made with the page.
test.describe.configure({ mode: "serial" });

const gallery = new Gallery("care");
let catcher: MailCatcher;
let worker: Worker;
let shop: Shop;

test.beforeAll(async () => {
  catcher = await MailCatcher.start();
  worker = await Worker.start({ SMTP_URL: catcher.smtp });
  await worker.publish("demo", OPEN);
  shop = await Shop.start(worker);
});

test.afterAll(async () => {
  await shop?.stop();
  await worker?.stop();
  await catcher?.stop();
});

/** The demo shop, open at whatever hour the pictures are taken. */
const OPEN = DEMO.replace(/^languages = .*$/m, 'languages = ["it", "en", "ar"]')
  .replace(/^((mon|tues|wednes|thurs|fri)day) = .*$/gm, '$1 = ["00:00-24:00"]')
  .replace(/^saturday = .*$/m, 'saturday = ["00:00-24:00"]\nsunday = ["00:00-24:00"]')
  .replace(/^closed = \[[^\]]*\]$/m, "");

/** The panel in one look. On a phone it is opened by the launcher and fills the screen. */
class View {
  readonly page: Page;
  readonly look: Look;
  readonly lang: string;
  frame!: Page | Frame;

  constructor(page: Page, look: Look) {
    this.page = page;
    this.look = look;
    this.lang = look === "rtl" ? "ar" : "it";
  }

  async open(path: string): Promise<void> {
    const url = `${worker.url}${path}${path.includes("?") ? "&" : "?"}embed=1&lang=${this.lang}`;
    if (this.look === "phone" && !this.frame) {
      await this.page.goto(`${shop.url}/lampada-lucciola.html`);
      await this.page.locator("premura-care button").click();
      const inside = await (await this.page.waitForSelector("premura-care iframe")).contentFrame();
      await inside!.locator("html[data-ready]").waitFor();
      this.frame = inside!;
    }
    this.frame ??= this.page;
    await this.frame.goto(url);
    await this.frame.locator("html[data-ready]").waitFor();
  }
}

/** Shows a state in some looks, each in a browser window of its own. */
function state(name: string, looks: Look[], prepare: (view: View) => Promise<void>, options: BrowserContextOptions = {}): void {
  test(name, async ({ browser }) => {
    for (const look of looks) await within(browser, { ...LOOKS[look], ...(look === "phone" ? {} : options) }, async (page) => {
      const view = new View(page, look);
      await prepare(view);
      // No pointer rests on anything.
      await page.mouse.move(0, 0);
      await gallery.show(page, name, look);
    });
  });
}

async function within(browser: Browser, options: BrowserContextOptions, look: (page: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext({ locale: "it-IT", timezoneId: "Europe/Rome", ...options });
  try {
    await look(await context.newPage());
  } finally {
    await context.close();
  }
}

/** A request of somebody, with what the team answered. */
async function sent(email: string, message: string, lang: string, answer?: string) {
  const response = await worker.submit("demo", { email, name: "Anna", message, lang, topic: "order" });
  expect(response.status, await response.clone().text()).toBe(201);
  const { id, request } = await response.json();
  if (answer) {
    const answered = await worker.admin(`demo/tickets/${id}/messages`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ text: answer, by: "marta" }),
    });
    expect(answered.status).toBeLessThan(300);
  }
  return { token: request.split("/").pop() as string };
}

state("launcher", ["light", "phone"], async ({ page }) => {
  await page.goto(`${shop.url}/lampada-lucciola.html`);
  await page.locator("premura-care button").waitFor();
}, WIDE);

test("home on the page of a shop", async ({ browser }) => {
  await within(browser, WIDE, async (page) => {
    await page.goto(`${shop.url}/`);
    await page.locator("premura-care button").click();
    await page.frameLocator("premura-care iframe").locator("html[data-ready]").waitFor();
    await gallery.show(page, "home", "light");
  });
});

state("home", ["dark", "phone", "rtl"], (view) => view.open("/p/demo"));

state("results", ["light", "phone"], async (view) => {
  await view.open("/p/demo");
  await view.frame.locator("#q").fill("spediz");
  await expect(view.frame.locator(".found mark").first()).toBeVisible();
});

state("answer", ["light", "dark", "phone"], (view) => view.open("/p/demo/faq/cleaning"));

state("write", ["light", "dark", "phone", "rtl"], async (view) => {
  await view.open("/p/demo/write?topic=broken");
  await view.frame.locator("html[data-answers]").waitFor();
  await view.frame.locator("#message").fill("Buongiorno, un vaso è arrivato rotto. Come faccio a restituirlo?");
  if (view.look !== "rtl") await expect(view.frame.locator(".suggested a").first()).toBeVisible();
});

state("sent", ["light", "rtl"], async (view) => {
  await view.open("/p/demo/write");
  await view.frame.locator("#email").fill("anna@posta.example");
  await view.frame.locator("#message").fill("Dov'è il mio ordine?");
  await view.frame.locator(".letter .primary").click();
  await expect(view.frame.locator(".reference")).toBeVisible();
});

state("assistant", ["light", "dark", "phone", "rtl"], async (view) => {
  await view.open("/p/demo/ask");
  await view.frame.locator(".chips button").first().click();
  await view.frame.locator(".turns .you").waitFor();
  await view.frame.locator(".chips button").first().click();
  await expect(view.frame.locator(".turns .you")).toHaveCount(2);
});

state("requests", ["light", "dark"], async (view) => {
  const email = `${view.look}@posta.example`;
  const old = await sent(email, "Vorrei la fattura dell'ordine BL-10274.", "it", "Ecco la fattura, in allegato alla mail.");
  const fresh = await sent(email, "Dov'è la mia lampada?", "it", "È partita stamattina: arriva domani.");
  await view.open("/p/demo/requests");
  await view.frame.evaluate(
    (tokens) => localStorage.setItem("premura.requests.demo", JSON.stringify(tokens)),
    [[fresh.token, 0], [old.token, 1]],
  );
  await view.open("/p/demo/requests");
  await expect(view.frame.locator(".requests a")).toHaveCount(2);
});

state("request", ["light", "dark", "phone", "rtl"], async (view) => {
  const written = view.look === "rtl" ? "أين طلبي؟" : `Dov'è la mia lampada? L'aspettavo per ${{ light: "ieri", dark: "oggi", phone: "lunedì" }[view.look]}.`;
  const answered = view.look === "rtl" ? "خرج الطلب هذا الصباح ويصل غدًا." : "Ciao Anna, è partita stamattina: **arriva domani** entro le 18.";
  const { token } = await sent(`request-${view.look}@posta.example`, written, view.lang, answered);
  await view.open(`/r/${token}`);
  await expect(view.frame.locator(".messages > li")).toHaveCount(2);
});

state("survey", ["light", "dark", "phone"], (view) => view.open("/p/demo/survey/csat"));

state("survey-low", ["light"], async (view) => {
  await view.open("/p/demo/survey/csat");
  await view.frame.locator(".faces button").first().click();
  await expect(view.frame.locator(".ways")).toBeVisible();
});

state("offline", ["light", "phone"], async (view) => {
  await view.open("/p/demo/write");
  await view.frame.locator("#message").fill("Scritto in treno: la lampada è arrivata, grazie. Posso avere la fattura?");
  await view.frame.locator("#email").fill("anna@posta.example");
  await view.frame.waitForFunction(() => performance.getEntriesByType("resource").some(({ name }) => name.endsWith("later.js")));
  await view.page.context().setOffline(true);
  await view.frame.locator(".letter .primary").click();
  await expect(view.frame.locator("#later")).toBeVisible();
});

state("down", ["light", "phone"], async ({ page }) => {
  for (const ours of [`${worker.url}/premura-api.js*`, `${worker.url}/p/**`]) await page.route(ours, (route) => route.abort());
  await page.goto(`${shop.url}/lampada-lucciola.html`);
  await page.locator("premura-care button").click();
  await expect(page.locator("premura-care a").first()).toBeVisible();
}, WIDE);

for (const [look, options] of [["light", WIDE], ["phone", PHONE], ["rtl", WIDE]] as const) {
  test(`help centre, ${look}`, async ({ browser }) => {
    await within(browser, options, async (page) => {
      await page.goto(`${worker.url}/help/demo?lang=${look === "rtl" ? "ar" : "it"}`);
      await gallery.show(page, "help", look);
    });
  });
}

for (const [look, options] of [
  ["light", { viewport: { width: 680, height: 620 } }],
  ["dark", { viewport: { width: 680, height: 620 }, colorScheme: "dark" }],
  ["phone", PHONE],
  ["rtl", { viewport: { width: 680, height: 620 } }],
] as const) {
  test(`mail, ${look}`, async ({ browser }) => {
    const email = `mail-${look}@posta.example`;
    // The same words from several people would look like spam.
    const written = { light: "Posso cambiare indirizzo?", dark: "Posso aggiungere un vaso?", phone: "Posso ritirarla io?", rtl: "هل يمكنني تغيير العنوان؟" };
    await sent(email, written[look], look === "rtl" ? "ar" : "it");
    await expect.poll(async () => (await catcher.to(email)).length).toBe(1);
    const [mail] = await catcher.to(email);
    await within(browser, options, async (page) => {
      await page.route("https://mail.example/", (route) => route.fulfill({ contentType: "text/html", body: mail.html }));
      await page.goto("https://mail.example/");
      await gallery.show(page, "mail", look);
    });
  });
}

test("docs/gallery.md shows what was made, and no other picture of the customer's side", () => gallery.complete());

test("docs/gallery has the pictures of the page and nothing else, small enough to be looked at anywhere", () => {
  expect(kept()).toEqual(shown());
});
