// The desk as pictures, on a made-up past of the demo shop; and that docs/gallery.md shows every one
// of them.

import { execFileSync } from "node:child_process";
import { expect, test, type Browser, type BrowserContextOptions, type Page } from "@playwright/test";
import { signIn } from "./desk.ts";
import { Gallery } from "./gallery.ts";
import { PHONE } from "./profiles.ts";
import { within } from "./states.ts";
import { DEMO, MailCatcher, Worker } from "./stack.ts";

// The last test compares what the others made with the page.
test.describe.configure({ mode: "serial" });

const WIDE = { viewport: { width: 1280, height: 800 }, locale: "en-GB" };
const LOOKS: Record<string, BrowserContextOptions> = {
  light: WIDE,
  dark: { ...WIDE, colorScheme: "dark" },
  phone: { ...PHONE, locale: "en-GB" },
};
const gallery = new Gallery("desk");
let catcher: MailCatcher;
let worker: Worker;
/** A request with a past, as its address. */
let request = "";

test.beforeAll(async () => {
  catcher = await MailCatcher.start();
  worker = await Worker.start({ SMTP_URL: catcher.smtp });
  await worker.publish("demo", DEMO);
  const lines = execFileSync(process.env.PREMURA_XTASK!, ["demo-history", "--tickets", "250"], { encoding: "utf8", maxBuffer: 1 << 26 });
  const response = await worker.admin("demo/history", {
    method: "POST",
    headers: { "content-type": "application/x-ndjson" },
    body: lines,
  });
  expect(await response.json()).toMatchObject({ taken: lines.trimEnd().split("\n").length, refused: [] });
  for (const [name, lang, topic, message] of [
    ["Luca", "it", "order", "Vorrei cambiare l'indirizzo di consegna dell'ordine BL-40112, si può ancora?"],
    ["Greta", "en", "delivery", "Hello, do you ship to Austria, and how long does it take?"],
    ["Sara", "it", "other", "Il vaso Duna si può lavare in lavastoviglie?"],
    ["Piero", "it", "delivery", "Domani non sono in casa: il corriere può passare giovedì?"],
    ["Emma", "en", "order", "Could you add a gift note to order BL-40120?"],
  ]) {
    await worker.submit("demo", { name, email: `${name.toLowerCase()}@posta.example`, lang, topic, message });
  }
  const sent = await worker.submit("demo", {
    name: "Anna",
    email: "anna@posta.example",
    topic: "order",
    lang: "it",
    message: "Buongiorno, il pacco risulta consegnato da ieri ma qui non è arrivato nulla. Potete controllare?",
    searches: ["pacco consegnato ma non arrivato"],
  });
  const { id } = await sent.json();
  const say = (body: object) =>
    worker.admin(`demo/tickets/${id}/messages`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  await say({ text: "Il corriere richiama alle 15.", internal: true, by: "elio" });
  await say({ text: "Ciao Anna,\n\n**controllo subito** con il corriere e ti scrivo entro oggi.", by: "marta", status: "open" });
  // The mails are out before anybody looks.
  await expect.poll(async () => (await worker.ticket("demo", id)).deliveries.every(({ state }) => state === "delivered"), { timeout: 30_000 }).toBe(true);
  request = `/t/${id}`;
});

test.afterAll(async () => {
  await worker?.stop();
  await catcher?.stop();
});

async function look(browser: Browser, state: string, looks: string[], path: () => string, ready?: (page: Page) => Promise<void>) {
  for (const name of looks) {
    await within(browser, LOOKS[name], async (page) => {
      await signIn(page, worker, "demo", "marta", path());
      await ready?.(page);
      await gallery.show(page, state, name);
    });
  }
}

for (const [state, path, ...looks] of [
  ["inbox", "?view=open", "light", "dark", "phone"],
  ["reports", "/reports?days=90", "light", "dark", "phone"],
  ["contacts", "/contacts", "light", "dark", "phone"],
  ["search", "?q=lampada", "light", "dark", "phone"],
  ["settings", "/settings", "light", "dark", "phone"],
  ["faq", "/settings/faqs/faqs/0", "light", "dark", "phone"],
  ["appearance", "/settings/appearance", "light", "dark", "phone"],
  ["first-steps", "/first-steps", "light", "dark", "phone"],
  ["account", "/account", "light"],
]) {
  test(state, ({ browser }) => look(browser, state, looks, () => path));
}

test("hours, at a chosen time", ({ browser }) =>
  look(browser, "hours", ["light", "dark", "phone"], () => "/settings/hours?at=2026-12-25T10:00", (page) => page.locator(".seen").scrollIntoViewIfNeeded()));

test("a request", ({ browser }) => look(browser, "request", ["light", "dark", "phone"], () => request));

test("signing in", async ({ browser }) => {
  for (const name of ["light", "dark", "phone"]) {
    await within(browser, LOOKS[name], async (page) => {
      await page.goto(`${worker.url}/desk/demo/sign-in`);
      await gallery.show(page, "sign-in", name);
    });
  }
});

test("docs/gallery.md shows what was made, and no other picture of the desk", () => gallery.complete());
