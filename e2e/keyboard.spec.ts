// The keyboard of a phone takes half of its screen: what is being filled in stays in sight. Here a
// smaller visual viewport stands in for it, which is all a page learns of a keyboard.

import { expect, test, type Page } from "@playwright/test";
import { onPhone } from "./profiles.ts";
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

const frame = (page: Page) => page.frameLocator("premura-care iframe");

async function open(page: Page): Promise<void> {
  await page.goto(`${shop.url}/lampada-lucciola.html`);
  await page.locator("premura-care button").click();
  await frame(page).locator("html[data-ready]").waitFor();
}

/** Leaves so much of the screen, as browsers do that lay the keyboard over the page. */
const raise = (page: Page, height: number, offsetTop = 0, scale = 1) =>
  page.evaluate((now) => {
    for (const [name, value] of Object.entries(now)) Object.defineProperty(visualViewport!, name, { value, configurable: true });
    visualViewport!.dispatchEvent(new Event("resize"));
  }, { height, offsetTop, scale });

const box = async (page: Page, selector: string) => (await page.locator(selector).boundingBox())!;

test("the field one writes in is never covered, nor is the way to close", async ({ page }) => {
  await open(page);
  const { width, height } = page.viewportSize()!;
  const before = await box(page, "premura-care iframe");
  for (const path of ["write", "ask"]) {
    await frame(page).locator(`a[href*="/p/demo/${path}"]`).first().click();
    const field = path === "write" ? frame(page).locator("#message") : frame(page).locator("#said");
    await field.focus();
    for (const [left, top] of [[height - 340, 0], [height - 400, 90]]) {
      await raise(page, left, top);
      await expect.poll(async () => {
        const { y, height } = await box(page, "premura-care iframe");
        return y + height;
      }).toBeLessThanOrEqual(left + top);
      const panel = await box(page, "premura-care iframe");
      if (onPhone()) expect(panel).toEqual({ x: 0, y: top, width, height: left });
      expect(panel.y).toBeGreaterThanOrEqual(top);
      await expect.poll(async () => {
        const { y, height } = (await field.boundingBox())!;
        return y >= panel.y && y + height <= panel.y + panel.height + 1;
      }, "the field is in sight").toBe(true);
      const close = await box(page, "premura-care button");
      expect(close.y).toBeGreaterThanOrEqual(top);
      expect(close.y + close.height).toBeLessThanOrEqual(left + top);
    }
    await raise(page, height);
    await expect.poll(() => box(page, "premura-care iframe")).toEqual(before);
    await frame(page).locator(".back a").click();
  }
});

test("a page that is zoomed into is left as it is", async ({ page }) => {
  await open(page);
  const before = await box(page, "premura-care iframe");
  await raise(page, 300, 100, 2);
  expect(await box(page, "premura-care iframe")).toEqual(before);
});

test("a closed launcher does not follow the keyboard of the page's own form", async ({ page }) => {
  await open(page);
  await page.locator("premura-care button").click();
  const before = await box(page, "premura-care button");
  await raise(page, 400);
  expect(await box(page, "premura-care button")).toEqual(before);
});

test("as a page of its own the panel lets the browser make room, and its fields are not zoomed into", async ({ page }) => {
  for (const path of ["/p/demo/write", "/p/demo/ask", "/p/demo/requests", "/p/demo/survey/csat?score=1&rating=evt_1", "/help/demo"]) {
    await page.goto(worker.url + path);
    const meta = page.locator("meta[name=viewport]");
    await expect(meta).toHaveAttribute("content", /interactive-widget=resizes-content/);
    await expect(meta).toHaveAttribute("content", /viewport-fit=cover/);
    const sizes = await page
      .locator("input:not([type=hidden]):visible, textarea:visible, select:visible")
      .evaluateAll((fields) => fields.map((field) => parseFloat(getComputedStyle(field).fontSize)));
    for (const size of sizes) expect(size, path).toBeGreaterThanOrEqual(16);
  }
});
