// The states of the customer's side, each as a customer comes to it: for those who take pictures of
// them and for those who look whether everybody can use them.

import { expect, type Browser, type BrowserContextOptions, type Frame, type Page } from "@playwright/test";
import { PHONE } from "./profiles.ts";
import { DEMO, MailCatcher, Shop, Worker } from "./stack.ts";

const PANEL = { viewport: { width: 400, height: 680 }, deviceScaleFactor: 2 };

/** How a state is looked at: in the panel's own size, or filling a phone. */
export const LOOKS = {
  light: PANEL,
  dark: { ...PANEL, colorScheme: "dark" },
  phone: PHONE,
  rtl: { ...PANEL, locale: "ar" },
} satisfies Record<string, BrowserContextOptions>;
export type Look = keyof typeof LOOKS;

/** The demo shop, open at whatever hour it is looked at. */
const OPEN = DEMO.replace(/^languages = .*$/m, 'languages = ["it", "en", "ar"]')
  .replace(/^((mon|tues|wednes|thurs|fri)day) = .*$/gm, '$1 = ["00:00-24:00"]')
  .replace(/^saturday = .*$/m, 'saturday = ["00:00-24:00"]\nsunday = ["00:00-24:00"]')
  .replace(/^closed = \[[^\]]*\]$/m, "");

/** All that is needed to come to any of them. */
export class Stage {
  readonly catcher: MailCatcher;
  readonly worker: Worker;
  readonly shop: Shop;

  private constructor(catcher: MailCatcher, worker: Worker, shop: Shop) {
    this.catcher = catcher;
    this.worker = worker;
    this.shop = shop;
  }

  static async start(): Promise<Stage> {
    const catcher = await MailCatcher.start();
    const worker = await Worker.start({ SMTP_URL: catcher.smtp });
    await worker.publish("demo", OPEN);
    return new Stage(catcher, worker, await Shop.start(worker));
  }

  async stop(): Promise<void> {
    await this.shop.stop();
    await this.worker.stop();
    await this.catcher.stop();
  }

  /** A request of Anna's, with what the team answered. */
  async sent(email: string, message: string, lang: string, answer?: string): Promise<{ token: string }> {
    const response = await this.worker.submit("demo", { email, name: "Anna", message, lang, topic: "order" });
    expect(response.status, await response.clone().text()).toBe(201);
    const { id, request } = await response.json();
    if (answer) {
      const answered = await this.worker.admin(`demo/tickets/${id}/messages`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ text: answer, by: "marta" }),
      });
      expect(answered.status).toBeLessThan(300);
    }
    return { token: request.split("/").pop() };
  }

  /** Looks at a state in a browser window of its own. */
  async look(browser: Browser, state: string, look: Look, options: BrowserContextOptions, then: (page: Page) => Promise<void>): Promise<void> {
    await within(browser, { ...LOOKS[look], ...options }, async (page) => {
      await STATES[state](new View(this, page, look));
      // No pointer rests on anything.
      await page.mouse.move(0, 0);
      await then(page);
    });
  }
}

/** A browser window of its own. */
export async function within(browser: Browser, options: BrowserContextOptions, then: (page: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext({ locale: "it-IT", timezoneId: "Europe/Rome", ...options });
  try {
    await then(await context.newPage());
  } finally {
    await context.close();
  }
}

/** The panel in one look. On a phone it is opened by the launcher and fills the screen. */
class View {
  readonly stage: Stage;
  readonly page: Page;
  readonly look: Look;
  readonly lang: string;
  frame!: Page | Frame;

  constructor(stage: Stage, page: Page, look: Look) {
    this.stage = stage;
    this.page = page;
    this.look = look;
    this.lang = look === "rtl" ? "ar" : "it";
  }

  async open(path: string): Promise<void> {
    const url = `${this.stage.worker.url}${path}${path.includes("?") ? "&" : "?"}embed=1&lang=${this.lang}`;
    if (this.look === "phone" && !this.frame) {
      await this.page.goto(`${this.stage.shop.url}/lampada-lucciola.html`);
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

/** The same words from several people would look like spam. */
let written = 0;

/** How each state is come to. */
export const STATES: Record<string, (view: View) => Promise<void>> = {
  async launcher({ page, stage }) {
    await page.goto(`${stage.shop.url}/lampada-lucciola.html`);
    await page.locator("premura-care button").waitFor();
  },

  home: (view) => view.open("/p/demo"),

  async results(view) {
    await view.open("/p/demo");
    await view.frame.locator("#q").fill("spediz");
    // In another language than the FAQs' nothing matches word for word.
    await expect(view.frame.locator(view.look === "rtl" ? ".count" : ".found li").first()).not.toBeEmpty();
  },

  "results-none": async (view) => {
    await view.open("/p/demo");
    await view.frame.locator("html[data-answers]").waitFor();
    await view.frame.locator("#q").fill("zzzz");
    await expect(view.frame.locator(".count")).not.toBeEmpty();
  },

  answer: (view) => view.open("/p/demo/faq/cleaning"),

  "answer-no": async (view) => {
    await view.open("/p/demo/faq/cleaning");
    await view.frame.locator(".helped [value=no]").click();
    await expect(view.frame.locator("#missing")).toBeVisible();
  },

  async write(view) {
    await view.open("/p/demo/write?topic=broken");
    await view.frame.locator("html[data-answers]").waitFor();
    await view.frame.locator("#message").fill("Buongiorno, un vaso è arrivato rotto. Come faccio a restituirlo?");
    if (view.look !== "rtl") await expect(view.frame.locator(".suggested a").first()).toBeVisible();
  },

  "write-wrong": async (view) => {
    await view.open("/p/demo/write?topic=broken");
    await view.frame.locator(".letter .primary").click();
    await expect(view.frame.locator(".summary")).toBeVisible();
  },

  async sent(view) {
    await view.open("/p/demo/write");
    await view.frame.locator("#email").fill("anna@posta.example");
    await view.frame.locator("#message").fill(`Dov'è il mio ordine BL-1027${written++}?`);
    await view.frame.locator(".letter .primary").click();
    await expect(view.frame.locator(".reference")).toBeVisible();
  },

  async assistant(view) {
    await view.open("/p/demo/ask");
    for (const said of [1, 2]) {
      await view.frame.locator(".chips button").first().click();
      await expect(view.frame.locator(".turns .you")).toHaveCount(said);
    }
  },

  async requests(view) {
    const email = `${view.look}@posta.example`;
    const old = await view.stage.sent(email, `Vorrei la fattura dell'ordine BL-1027${written++}.`, "it", "Ecco la fattura, in allegato alla mail.");
    const fresh = await view.stage.sent(email, `Dov'è la mia lampada? È l'ordine BL-1027${written++}.`, "it", "È partita stamattina: arriva domani.");
    await view.open("/p/demo/requests");
    await view.frame.evaluate(
      (tokens) => localStorage.setItem("premura.requests.demo", JSON.stringify(tokens)),
      [[fresh.token, 0], [old.token, 1]],
    );
    await view.open("/p/demo/requests");
    await expect(view.frame.locator(".requests a")).toHaveCount(2);
  },

  async request(view) {
    const arabic = view.look === "rtl";
    const message = arabic ? `أين طلبي BL-1027${written++}؟` : `Dov'è la mia lampada? È l'ordine BL-1027${written++}.`;
    const answer = arabic ? "خرج الطلب هذا الصباح ويصل غدًا." : "Ciao Anna, è partita stamattina: **arriva domani** entro le 18.";
    const { token } = await view.stage.sent(`request-${view.look}@posta.example`, message, view.lang, answer);
    await view.open(`/r/${token}`);
    await expect(view.frame.locator(".messages > li")).toHaveCount(2);
  },

  survey: (view) => view.open("/p/demo/survey/csat"),

  "survey-low": async (view) => {
    await view.open("/p/demo/survey/csat");
    await view.frame.locator(".faces button").first().click();
    await expect(view.frame.locator(".ways")).toBeVisible();
  },

  async offline(view) {
    await view.open("/p/demo/write");
    await view.frame.locator("#message").fill("Scritto in treno: la lampada è arrivata, grazie. Posso avere la fattura?");
    await view.frame.locator("#email").fill("anna@posta.example");
    await view.frame.waitForFunction(() => performance.getEntriesByType("resource").some(({ name }) => name.endsWith("later.js")));
    await view.page.context().setOffline(true);
    await view.frame.locator(".letter .primary").click();
    await expect(view.frame.locator("#later")).toBeVisible();
  },

  async down({ page, stage }) {
    for (const ours of ["/premura-api.js*", "/p/**"]) await page.route(stage.worker.url + ours, (route) => route.abort());
    await page.goto(`${stage.shop.url}/lampada-lucciola.html`);
    await page.locator("premura-care button").click();
    await expect(page.locator("premura-care a").first()).toBeVisible();
  },
};
