// Every page and state, in light, dark and from right to left, looked through by axe: nothing may be
// found. Pages that differ in their words alone are turned round; states are come to in Arabic.

import AxeBuilder from "@axe-core/playwright";
import { expect, test, type Page } from "@playwright/test";
import type { Shop, Worker } from "./stack.ts";
import { STATES, Stage } from "./states.ts";

let stage: Stage;
let worker: Worker;
let shop: Shop;

test.beforeAll(async () => {
  stage = await Stage.start();
  ({ worker, shop } = stage);
});

test.afterAll(() => stage?.stop());

async function clean(page: Page): Promise<void> {
  // What stays at the foot lies over what is scrolled under it, and that would seem too small a target.
  for (const frame of page.frames()) {
    await frame.evaluate(() => {
      for (const foot of document.querySelectorAll<HTMLElement>(".write")) foot.style.position = "static";
    });
  }
  // Large enough targets are looked for only where that is asked for.
  const { violations } = await new AxeBuilder({ page }).options({ rules: { "target-size": { enabled: true } } }).analyze();
  expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(" | ")}`)).toEqual([]);
}

const PAGES = [
  "/p/demo?lang=en&q=order",
  "/p/demo/questions?lang=it",
  "/p/demo/faq/shipping-cost",
  "/p/demo/ask?lang=it",
  "/p/demo/write?lang=en",
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
  "/privacy/demo?lang=it",
  "/r/demo.7k3m92qx.nothing",
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

    for (const state of Object.keys(STATES)) {
      test(`state ${state}`, async ({ browser }) => {
        await stage.look(browser, state, look, {}, clean);
      });
    }

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
