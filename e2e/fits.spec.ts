// No page is wider than its screen, with text of twice the size, from right to left, or in German;
// and long words break where their language lets them.

import { expect, test } from "@playwright/test";
import { fits } from "./profiles.ts";
import { DEMO, Worker } from "./stack.ts";

let worker: Worker;

test.beforeAll(async () => {
  worker = await Worker.start();
  await worker.publish("demo", DEMO);
  await worker.publish("de", DEMO.replace(/^languages = .*$/m, 'languages = ["de", "it", "en"]'));
});

test.afterAll(async () => {
  await worker?.stop();
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
        // Text of twice the size still fits, WCAG 1.4.4.
        await page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
        await fits(page);
        // And so does a page that reads from right to left.
        await page.evaluate(() => {
          document.documentElement.style.fontSize = "";
          document.documentElement.dir = "rtl";
        });
        await fits(page);
      });
    }
  });
}

test("long words are hyphenated where there is little room, and nothing that is copied or dialled", async ({ page }) => {
  const hyphens = (selector: string) => page.locator(selector).first().evaluate((element) => getComputedStyle(element).hyphens);
  for (const path of ["/p/de?lang=de", "/p/de/survey/csat?lang=de", "/help/de?lang=de"]) {
    await page.setViewportSize({ width: 320, height: 640 });
    await page.goto(worker.url + path);
    expect(await hyphens("h1")).toBe("auto");
    await expect(page.locator("html")).toHaveAttribute("lang", "de");
    await page.setViewportSize({ width: 1280, height: 800 });
    expect(await hyphens("h1")).toBe("manual");
  }
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto(`${worker.url}/p/de?lang=de`);
  expect(await hyphens(".channels .value")).toBe("manual");
});

test("buttons keep their words whole at 320 px with text of twice the size", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  for (const [path, selector] of [["/p/de/ask?lang=de", ".say .primary"], ["/p/demo/survey/csat?lang=it", ".faces .choice span"]]) {
    await page.goto(worker.url + path);
    await page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
    for (const button of await page.locator(selector).all()) {
      const broken = await button.evaluate((element) => {
        const text = element.textContent!.trim();
        const words = new Range();
        const node = [...element.childNodes].find((child) => child.nodeType === Node.TEXT_NODE)!;
        words.selectNodeContents(node);
        return new Set([...words.getClientRects()].map(({ top }) => Math.round(top))).size > text.split(" ").length;
      });
      expect(broken, await button.textContent() ?? "").toBe(false);
    }
  }
});
