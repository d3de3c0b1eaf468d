// The customer's way back: from the link in the acknowledgement to the page of their request, where
// they read, reply, attach, close, rate and reopen. Without an account and without script.

import AxeBuilder from "@axe-core/playwright";
import { expect, test, type Page } from "@playwright/test";
import { DEMO, MailCatcher, Worker, type TicketFile } from "./stack.ts";

let catcher: MailCatcher;
let worker: Worker;

test.beforeAll(async () => {
  catcher = await MailCatcher.start();
  worker = await Worker.start({ SMTP_URL: catcher.smtp });
  await worker.publish("demo", DEMO);
});

test.afterAll(async () => {
  await worker?.stop();
  await catcher?.stop();
});

interface Request {
  id: string;
  /** The address of its page, as the mail has it. */
  link: string;
}

/** A request that was sent, and the way to it out of the customer's inbox. */
async function sent(email: string, message: string, lang = "it"): Promise<Request> {
  const response = await worker.submit("demo", { email, message, lang, topic: "order" });
  expect(response.status).toBe(201);
  const { id } = await response.json();
  await expect.poll(async () => (await catcher.to(email)).length, "acknowledgement").toBe(1);
  const [mail] = await catcher.to(email);
  const path = mail.text.match(/\/r\/[0-9a-z.-]+/)?.[0];
  expect(mail.html).toContain(path);
  return { id, link: `${worker.url}${path}` };
}

const file = ({ id }: Request): Promise<TicketFile> => worker.ticket("demo", id);
const status = async (request: Request) => (await file(request)).ticket.status;
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

test.describe("with scripts disabled", () => {
  test.use({ javaScriptEnabled: false });

  test("reply, attach, close, rate and reopen, all by forms", async ({ page }) => {
    const request = await sent("anna@posta.example", "La lampada è rotta.\nChe si fa? <b>");
    await page.goto(request.link);
    await expect(page.getByRole("heading", { level: 1, name: "La tua richiesta" })).toBeVisible();
    await expect(page.getByText("La lampada è rotta.")).toBeVisible();
    await expect(page.locator("#standing")).toContainText(/risponde|rispondiamo/);
    await expect(page.getByText("Com'è andata con noi?")).toHaveCount(0);
    expect(await page.locator("script").count()).toBe(0);

    await button(page, "Invia").click();
    await expect(page.locator(".summary")).toContainText("Scrivici due righe");
    await expect(page.getByLabel("Il tuo messaggio")).toHaveAttribute("aria-invalid", "true");
    await expect(page).toHaveTitle(/^Manca ancora qualcosa · /);

    await page.getByLabel("Il tuo messaggio").fill("Ecco una foto.");
    await page.getByLabel("Allega file").setInputFiles([
      { name: "nota «1».txt", mimeType: "text/plain", buffer: Buffer.from("È il paralume.") },
    ]);
    await button(page, "Invia").dblclick();
    await expect(page.getByText("Messaggio inviato.")).toBeVisible();
    expect((await file(request)).messages.map((m) => m.text)).toEqual([
      "La lampada è rotta.\nChe si fa? <b>",
      "Ecco una foto.",
    ]);
    const attachment = page.getByRole("link", { name: /nota «1»\.txt/ });
    const served = await page.request.get(new URL((await attachment.getAttribute("href"))!, worker.url).href);
    expect(await served.text()).toBe("È il paralume.");
    expect(served.headers()["content-disposition"]).toMatch(/^attachment/);
    expect(served.headers()["x-content-type-options"]).toBe("nosniff");

    // A reload asks for the page and sends nothing again.
    await page.reload();
    expect((await file(request)).messages).toHaveLength(2);

    await button(page, "Sì, è risolta").click();
    await expect(page.getByText("Bene, la richiesta è risolta.")).toBeVisible();
    await expect(page.locator("#standing")).toContainText(/Risolta oggi all(e |')/);
    expect(await status(request)).toBe("resolved");

    // What a mail chose is confirmed, or another face is tapped.
    await page.goto(`${request.link}?score=4`);
    await expect(page.getByText("Il tuo voto: Bene.")).toBeVisible();
    await expect(button(page, "Invia il voto")).toBeVisible();
    await button(page, "Molto bene").click();
    await page.getByLabel("Vuoi dirci perché?").fill("Gentili.");
    await page.locator("form", { has: page.getByLabel("Vuoi dirci perché?") }).getByRole("button").click();
    await expect(page.getByText("Messaggio inviato.")).toBeVisible();
    await expect(page.getByLabel("Vuoi dirci perché?")).toHaveCount(0);
    await expect(page.getByText("Il tuo voto: Molto bene.")).toBeVisible();
    await page.goto(`${request.link}?score=1`);
    await expect(page.getByText("Il tuo voto: Molto bene.")).toBeVisible();
    await expect(button(page, "Invia il voto")).toHaveCount(0);

    await button(page, "Riapri senza scrivere").click();
    await expect(page.getByText("Abbiamo riaperto la richiesta.")).toBeVisible();
    expect(await status(request)).toBe("open");

    await button(page, "Sì, è risolta").click();
    await page.getByLabel("Il tuo messaggio").fill("Anzi no.");
    await button(page, "Invia e riapri").click();
    await expect(page.getByText("Messaggio inviato.")).toBeVisible();
    expect(await status(request)).toBe("open");
  });
});

test("following a link does nothing but show the page", { tag: "@once" }, async () => {
  const request = await sent("bruno@posta.example", "Ciao");
  for (const query of ["action=close", "action=reply&text=x", "action=rate&score=1", "score=1"]) {
    const response = await fetch(`${request.link}?${query}`);
    expect(response.status).toBe(200);
  }
  expect((await file(request)).messages).toHaveLength(1);
  expect(await status(request)).toBe("new");
});

test("the page is for nobody else: not for search engines, caches, frames or other sites", { tag: "@once" }, async () => {
  const request = await sent("carla@posta.example", "Ciao");
  const response = await fetch(request.link);
  const headers = Object.fromEntries(response.headers);
  expect(headers).toMatchObject({
    "cache-control": "private, no-store",
    "referrer-policy": "no-referrer",
    "x-robots-tag": "noindex",
  });
  expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
  expect(headers["content-security-policy"]).toContain("form-action 'self'");
  expect(await response.text()).toContain('<meta name="robots" content="noindex">');

  const forged = request.link.replace(/.$/, (last) => (last === "0" ? "1" : "0"));
  expect((await fetch(forged)).status).toBe(404);
  // Another site's form cannot act, even if it knew the address.
  const foreign = await fetch(request.link, {
    method: "POST",
    headers: { origin: "https://elsewhere.example", "sec-fetch-site": "cross-site" },
    body: new URLSearchParams({ action: "close", key: "k" }),
  });
  expect(foreign.status).toBe(403);
  expect(await status(request)).toBe("new");
});

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test("nothing for axe to find, and nothing to scroll sideways at 320 px", async ({ page }) => {
      const request = await sent(`axe-${colorScheme}@posta.example`, `${colorScheme} ${"Parola".repeat(40)}`, "en");
      const clean = async () => {
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(" | ")}`)).toEqual([]);
        const wider = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        await page.setViewportSize({ width: 320, height: 640 });
        expect(await wider()).toBeLessThanOrEqual(0);
        await page.setViewportSize({ width: 1280, height: 720 });
      };
      await page.goto(request.link);
      await clean();
      await button(page, "Send").click();
      await expect(page.locator(".summary")).toBeVisible();
      await clean();
      await button(page, "Yes, it's solved").click();
      await expect(page.getByText("How did we do?").first()).toBeVisible();
      await clean();
      await button(page, "Badly").click();
      await expect(page.getByText("We're sorry")).toBeVisible();
      await clean();
    });
  });
}
