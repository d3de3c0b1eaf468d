// Every page and state, in light, dark and from right to left, looked through by axe: nothing may be found.

import AxeBuilder from "@axe-core/playwright";
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

async function clean(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(" | ")}`)).toEqual([]);
}

const PAGES = [
  "/p/demo?lang=it",
  "/p/demo?lang=en&q=order",
  "/p/demo?q=zzzz",
  "/p/demo/questions?lang=it",
  "/p/demo/faq/shipping-cost",
  "/p/demo/ask?lang=it",
  "/p/demo/write?lang=en",
  "/p/demo/write?lang=en&topic=broken",
  "/p/demo/write?lang=en&topic=product",
  "/p/demo/sent?r=7K3M-92QX",
  "/p/demo/nothing",
  "/p/demo/requests?lang=it",
  "/p/demo/survey/csat?lang=en",
  "/p/demo/survey/nps?lang=it&score=9",
  "/p/demo/survey/ces?lang=it&score=2&rating=evt_1",
  "/p/nobody",
  "/help/demo?lang=it",
  "/help/demo?lang=en&q=order",
  "/help/demo/shipping-cost",
  "/help/demo/nothing-here",
];

for (const look of ["light", "dark", "rtl"] as const) {
  test.describe(look, () => {
    test.use({ colorScheme: look === "dark" ? "dark" : "light" });
    const turn = (page: Page) => page.evaluate((dir) => void (document.documentElement.dir = dir), look === "rtl" ? "rtl" : "ltr");

    for (const path of PAGES) {
      test(path, async ({ page }) => {
        await page.goto(worker.url + path);
        if (path.startsWith("/p/demo")) await page.locator("html[data-ready]").waitFor();
        await turn(page);
        await clean(page);
      });
    }

    test("errors of the form", async ({ page }) => {
      await page.goto(`${worker.url}/p/demo/write`);
      await page.locator("html[data-ready]").waitFor();
      await page.getByRole("button", { name: "Invia" }).click();
      await expect(page.getByLabel("La tua email")).toHaveAttribute("aria-invalid", "true");
      await turn(page);
      await clean(page);
    });

    for (const path of ["/", "/lampada-lucciola.html", "/spedizioni.html", "/contatti.html", "/carrello.html"]) {
      test(`demo shop ${path}, launcher closed and open`, async ({ page }) => {
        await page.goto(shop.url + path);
        const launcher = page.getByRole("button", { name: "Aiuto" });
        await launcher.waitFor();
        await clean(page);
        await launcher.click();
        await page.frameLocator("premura-care iframe").locator("html[data-ready]").waitFor();
        await clean(page);
      });
    }
  });
}
