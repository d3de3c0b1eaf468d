// Pictures for the README, and proof that no page is wider than its screen. They are kept in
// docs/pictures when PREMURA_PICTURES is set, else among the results.

import { join } from "node:path";
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

async function picture(page: Page, name: string, fullPage = false): Promise<void> {
  const folder = process.env.PREMURA_PICTURES ? "../docs/pictures" : "results/pictures";
  await page.screenshot({ path: join(import.meta.dirname, folder, `${name}.png`), animations: "disabled", fullPage });
}

async function fits(page: Page): Promise<void> {
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(sideways, "scrolls sideways").toBeLessThanOrEqual(0);
}

test("the panel, open on the shop", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto(`${shop.url}/`);
  await page.getByRole("button", { name: "Aiuto" }).click();
  const panel = page.frameLocator("premura-care iframe");
  await panel.locator("html[data-ready]").waitFor();
  await expect(panel.getByRole("searchbox")).toBeVisible();
  await fits(page);
  await picture(page, "panel");
});

const PAGES = [
  ["home", "/p/demo?lang=it"],
  ["search", "/p/demo?lang=it&q=spediz"],
  ["faq", "/p/demo/faq/shipping-cost?lang=it"],
  ["ask", "/p/demo/ask?lang=it"],
  ["write", "/p/demo/write?lang=it"],
  ["write-topic", "/p/demo/write?lang=it&topic=broken"],
  ["sent", "/p/demo/sent?lang=it&r=7K3M-92QX"],
  ["requests", "/p/demo/requests?lang=it"],
  ["survey", "/p/demo/survey/csat?lang=it"],
  ["survey-numbers", "/p/demo/survey/nps?lang=it"],
  ["survey-low", "/p/demo/survey/csat?lang=it&score=1&rating=evt_1"],
  ["missing", "/p/demo/nothing?lang=it"],
  ["help", "/help/demo?lang=it"],
  ["help-faq", "/help/demo/shipping-cost?lang=it"],
] as const;

const SCREENS = [
  ["wide", { viewport: { width: 1280, height: 800 } }],
  ["phone", { viewport: { width: 320, height: 640 }, deviceScaleFactor: 2 }],
  ["dark", { viewport: { width: 400, height: 720 }, colorScheme: "dark" }],
] as const;

for (const [screen, options] of SCREENS) {
  test.describe(screen, () => {
    test.use(options);
    for (const [name, path] of PAGES) {
      test(`${name} fits`, async ({ page }) => {
        await page.goto(worker.url + path);
        if (path.startsWith("/p/")) await page.locator("html[data-ready]").waitFor();
        await fits(page);
        await picture(page, `${name}-${screen}`, true);
        // Text of twice the size still fits, WCAG 1.4.4.
        await page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
        await fits(page);
        await picture(page, `${name}-${screen}-200`, true);
        // And so does a page that reads from right to left.
        await page.evaluate(() => {
          document.documentElement.style.fontSize = "";
          document.documentElement.dir = "rtl";
        });
        await fits(page);
        await picture(page, `${name}-${screen}-rtl`, true);
      });
    }
  });
}
