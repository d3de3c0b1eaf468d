// The panel by keyboard and by ear: where the focus goes, what Escape does, what is said.

import { expect, test } from "@playwright/test";
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

test("opened by keyboard, searched, left by Escape, and back on the launcher", async ({ page }) => {
  await page.goto(`${shop.url}/lampada-lucciola.html`);
  const launcher = page.locator("premura-care button");
  const panel = page.frameLocator("premura-care iframe");
  const search = panel.locator("#q");
  await launcher.focus();
  await page.keyboard.press("Enter");
  await panel.locator("html[data-answers]").waitFor();
  // On a phone the keyboard does not rise unasked.
  await expect(onPhone() ? panel.locator("h1") : search).toBeFocused();

  await search.focus();
  await page.keyboard.type("spediz");
  await expect(panel.locator("#live")).toHaveText(/^\d+ risposte$/);
  await expect(panel.locator("#live")).toHaveText((await panel.locator(".count > span, .count").first().textContent())!.match(/\d+ risposte/)![0]);

  await page.keyboard.press("Escape");
  await expect(search).toHaveValue("");
  await expect(launcher).toHaveAttribute("aria-expanded", "true");
  await page.keyboard.press("Escape");
  await expect(launcher).toHaveAttribute("aria-expanded", "false");
  await expect(launcher).toBeFocused();
});

test("what is suggested for a message takes no focus, and every way on is reached by Tab", async ({ page }) => {
  await page.goto(`${worker.url}/p/demo/write?lang=it`);
  await page.locator("html[data-answers]").waitFor();
  const message = page.getByLabel("Il tuo messaggio");
  await message.focus();
  await page.keyboard.type("Buongiorno, un vaso è arrivato rotto. Come faccio a restituirlo?");
  await expect(page.locator(".suggested a").first()).toBeVisible();
  await expect(message).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(page.locator(".suggested a").first()).toBeFocused();
});
