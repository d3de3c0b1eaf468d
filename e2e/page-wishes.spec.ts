// What a page wants of the panel, on the real worker: FAQs to be put first, and light or dark.

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

const panel = (page: Page) => page.frameLocator("premura-care iframe");
const rows = (page: Page) => panel(page).locator(".home .rows a");
const open = (page: Page) => page.evaluate(() => (window as any).Premura.open());
const suggest = (page: Page, ids: string[]) => page.evaluate((ids) => (window as any).Premura.suggest(ids), ids);

const GIFT = "Potete fare una confezione regalo?";
const INVOICE = "Posso avere la fattura?";

test("puts first what the page suggests, before and after the panel is there", async ({ page }) => {
  await page.goto(`${shop.url}/spedizioni.html`);
  await page.waitForFunction(() => "Premura" in window);
  await suggest(page, ["gift", "nowhere", "invoice"]);
  expect(page.frames()).toHaveLength(1);
  await open(page);
  await expect(rows(page).nth(0)).toHaveText(GIFT);
  await expect(rows(page).nth(1)).toHaveText(INVOICE);
  await expect(rows(page)).toHaveCount(5);
  await suggest(page, ["invoice"]);
  await expect(rows(page).nth(0)).toHaveText(INVOICE);
  await expect(rows(page).nth(1)).not.toHaveText(GIFT);
});

test("they stay when the panel goes on to another document, and go when the page takes them back", async ({ page }) => {
  await page.goto(`${shop.url}/lampada-lucciola.html`);
  await page.waitForFunction(() => "Premura" in window);
  await open(page);
  await panel(page).locator("html[data-ready]").waitFor();
  const before = await rows(page).allTextContents();
  await suggest(page, ["gift"]);
  await expect(rows(page).nth(0)).toHaveText(GIFT);
  await page.evaluate(() => (window as any).Premura.survey("csat"));
  await panel(page).locator(".faces").waitFor();
  await panel(page).getByRole("link", { name: "Indietro" }).click();
  await expect(rows(page).nth(0)).toHaveText(GIFT);
  await suggest(page, []);
  await expect(rows(page)).toHaveText(before);
});

test("is light or dark where the tag says so, whatever the device", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await page.addInitScript(() => {
    const tag = () => document.querySelector<HTMLElement>("script[data-site]");
    new MutationObserver(() => tag()?.setAttribute("data-scheme", "dark")).observe(document, { childList: true, subtree: true });
  });
  const ground = () => panel(page).locator("body").evaluate((body) => getComputedStyle(body).backgroundColor);
  const dark = "rgb(28, 26, 23)";
  // At once, where the customer came near before; and where the panel was faster than what knows it.
  for (const near of [true, false]) {
    await page.goto(`${shop.url}/lampada-lucciola.html`);
    const button = page.locator("premura-care button");
    if (near) {
      const known = page.waitForResponse((response) => response.url().endsWith("/premura-api.js"));
      await button.dispatchEvent("pointerenter");
      await known;
      await page.locator("premura-care div[role=dialog]").waitFor({ state: "attached" });
      await button.click();
      await expect.poll(() => page.frames().some((frame) => frame.url().includes("scheme=dark"))).toBe(true);
    } else {
      await button.evaluate((button: HTMLElement) => button.click());
    }
    await panel(page).locator("html[data-ready]").waitFor();
    await expect.poll(ground).toBe(dark);
    await page.evaluate(() => (window as any).Premura.requests());
    await panel(page).locator("#elsewhere").waitFor();
    await expect.poll(ground).toBe(dark);
  }
});
