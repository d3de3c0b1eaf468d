// The panel in its frame where something it would like is missing: it goes on as a page of links and
// a form, and the launcher leaves it alone.

import { expect, test, type Page } from "@playwright/test";
import { DEMO, Shop, Worker } from "./stack.ts";

let worker: Worker;
let shop: Shop;

test.beforeAll(async () => {
  worker = await Worker.start();
  shop = await Shop.start(worker);
  await worker.publish("demo", DEMO);
});
test.afterAll(async () => {
  await shop?.stop();
  await worker?.stop();
});

async function write(page: Page, email: string): Promise<void> {
  const panel = page.frameLocator("premura-care iframe");
  await page.goto(`${shop.url}/lampada-lucciola.html`);
  await page.locator("premura-care button").click();
  await panel.getByRole("link", { name: "Scrivici", exact: true }).first().click();
  await panel.getByLabel("La tua email").fill(email);
  await panel.getByLabel("Di cosa si tratta?").selectOption({ index: 1 });
  await panel.getByLabel("Il tuo messaggio").fill("Ciao");
  await panel.getByRole("button", { name: "Invia" }).click();
  await expect(panel.getByRole("heading", { level: 1, name: "Ricevuto" })).toBeVisible();
  expect((await worker.tickets("demo")).filter((ticket) => ticket.email === email)).toHaveLength(1);
}

test("its script never comes", async ({ page }) => {
  await page.route("**/panel.js", (route) => route.abort());
  await write(page, "ada@posta.example");
});

test("its script fails half-way", async ({ page }) => {
  await page.route("**/panel.js", async (route) => {
    const response = await route.fetch();
    // In the middle of setting up, when some of it runs already.
    const body = (await response.text()).replace("new MutationObserver", "null.halfWay,new MutationObserver");
    expect(body).toContain("halfWay");
    await route.fulfill({ response, body });
  });
  await write(page, "bea@posta.example");
});

test("WebAssembly is not there at all", async ({ page }) => {
  await page.addInitScript(() => delete (globalThis as any).WebAssembly);
  await write(page, "cleo@posta.example");
});

test("the browser lets a frame of another site store nothing", async ({ page }) => {
  await page.addInitScript(() => {
    if (parent === self) return;
    for (const name of ["localStorage", "sessionStorage", "indexedDB", "caches"]) {
      Object.defineProperty(window, name, {
        get() {
          throw new DOMException("The operation is insecure.", "SecurityError");
        },
      });
    }
  });
  await write(page, "dina@posta.example");
});
