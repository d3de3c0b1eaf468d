// What a customer writes is safe: drafts outlive the page, a message without a network waits and is
// sent once, files come in by button, drop, paste and camera.

import AxeBuilder from "@axe-core/playwright";
import { expect, test, type Page } from "@playwright/test";
import { fits, framed, onPhone, tell } from "./profiles.ts";
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

const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=",
  "base64",
);

/** The requests of somebody, with everything that belongs to each. */
async function requests(email: string): Promise<any[]> {
  const views = ["demo/tickets", "demo/tickets?view=spam"];
  const all = (await Promise.all(views.map(async (view) => (await (await worker.admin(view)).json()).tickets))).flat();
  const mine = all.filter((ticket) => ticket.email === email);
  return Promise.all(mine.map(async ({ id }) => worker.ticket("demo", id)));
}

async function open(page: Page): Promise<void> {
  await page.goto(`${worker.url}/p/demo/write?lang=it`);
  await page.locator("html[data-ready]").waitFor();
}

async function fill(page: Page, email: string, message: string): Promise<void> {
  await page.getByLabel("Il tuo messaggio").fill(message);
  await page.getByLabel("La tua email").fill(email);
  // What waits is sent by a file of its own, which is fetched as the form is filled in.
  await page.waitForFunction(() => performance.getEntriesByType("resource").some(({ name }) => name.endsWith("later.js")));
}

const send = (page: Page) => page.getByRole("button", { name: "Invia" }).click();
const received = (page: Page) => expect(page.getByRole("heading", { level: 1, name: "Ricevuto" })).toBeVisible();
const stored = (page: Page) =>
  page.evaluate(() => [...Object.keys(localStorage), ...Object.keys(sessionStorage).map((key) => `tab:${key}`)].sort());

test("without a network a message waits, and is sent once as soon as there is one", async ({ page, context }) => {
  const email = `anna@posta.example`;
  await open(page);
  await page.locator("#file").setInputFiles([{ name: "foto.png", mimeType: "image/png", buffer: PNG }]);
  await fill(page, email, "Scritto in treno.");
  await context.setOffline(true);
  await send(page);
  await expect(page.locator("#later")).toHaveText(
    "Sei senza rete. Il messaggio è al sicuro qui e parte da solo appena torni in linea.",
  );
  await fits(page);
  expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([]);
  expect(await stored(page)).toContain("premura.later.demo");
  await context.setOffline(false);
  await received(page);
  await expect(page.locator("#later")).toHaveCount(0);
  await expect(page.locator("#files")).toHaveText("I tuoi file sono arrivati.");
  const [file, ...more] = await requests(email);
  expect(more).toEqual([]);
  expect(file.messages.map(({ text }: any) => text)).toEqual(["Scritto in treno."]);
  expect(JSON.stringify(file)).toContain("foto.png");
  await expect.poll(() => stored(page)).not.toContain("premura.later.demo");
});

test("a message left behind is sent at the next visit, with its files", async ({ page, context }) => {
  const email = `bea@posta.example`;
  await open(page);
  await page.locator("#file").setInputFiles([{ name: "foto.png", mimeType: "image/png", buffer: PNG }]);
  await fill(page, email, "Scritto in galleria.");
  await context.setOffline(true);
  await send(page);
  await expect(page.locator("#later")).toBeVisible();
  await page.close();
  await context.setOffline(false);

  const next = await context.newPage();
  await next.goto(`${worker.url}/p/demo?lang=it`);
  await expect(next.locator("#later")).toContainText("Il tuo messaggio è arrivato.");
  await fits(next);
  const [file, ...more] = await requests(email);
  expect(more).toEqual([]);
  expect(JSON.stringify(file)).toContain("foto.png");
  await expect(next.locator("#later")).toContainText(file.ticket.reference);
  await next.locator("#later a").click();
  await expect(next.getByText("Scritto in galleria.")).toBeVisible();
  await next.goto(`${worker.url}/p/demo/requests?lang=it`);
  await expect(next.locator(".requests a")).toHaveCount(1);
  expect((await requests(email)).length).toBe(1);
});

test("a server in trouble is tried again, and what arrived unknown to us arrives once", async ({ page }) => {
  const email = `carla@posta.example`;
  await open(page);
  await fill(page, email, "Ci siete?");
  let calls = 0;
  await page.route("**/v1/sites/demo/tickets", async (route) => {
    calls += 1;
    if (calls === 1) return route.fulfill({ status: 503, body: "down" });
    // It arrives, and its answer is lost on the way.
    if (calls === 2) return void (await route.fetch(), await route.abort());
    return route.continue();
  });
  await send(page);
  await expect(page.locator("#later")).toHaveText(/riproviamo noi/);
  // Meanwhile one can read on.
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await expect.poll(() => calls).toBe(2);
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await received(page);
  expect((await requests(email)).length).toBe(1);
});

test("a draft outlives the page in its tab, and on the device only where that is wanted", async ({ page, context }) => {
  await open(page);
  expect(await stored(page)).toEqual([]);
  await page.getByLabel("Il tuo messaggio").fill("Vorrei sap");
  await page.getByLabel("Di cosa si tratta?").selectOption("broken");
  await page.getByLabel("Numero dell'ordine").fill("BL-1");
  expect(await stored(page)).toEqual(["tab:premura.draft.demo"]);
  await page.reload();
  await page.locator("html[data-ready]").waitFor();
  await expect(page.getByLabel("Il tuo messaggio")).toHaveValue("Vorrei sap");
  await expect(page.getByLabel("Numero dell'ordine")).toHaveValue("BL-1");
  const other = await context.newPage();
  await open(other);
  await expect(other.getByLabel("Il tuo messaggio")).toHaveValue("");

  await page.getByLabel("Conserva la bozza su questo dispositivo").check();
  expect(await stored(page)).toContain("premura.draft.demo");
  await open(other);
  await expect(other.getByLabel("Il tuo messaggio")).toHaveValue("Vorrei sap");
  await expect(other.getByLabel("Conserva la bozza")).toBeChecked();
  await other.getByLabel("Conserva la bozza").uncheck();
  expect(await stored(other)).toEqual(["tab:premura.draft.demo"]);
});

test("what was sent is no draft any more; who writes is remembered, until reset", async ({ page }) => {
  const panel = await framed(page, shop.url, `${worker.url}/p/demo/write?embed=1&lang=it`);
  await panel.getByLabel("Il tuo messaggio").fill("Ciao");
  await panel.getByLabel("La tua email").fill(`dora@posta.example`);
  await panel.getByRole("button", { name: "Invia" }).click();
  await panel.getByRole("heading", { name: "Ricevuto" }).waitFor();
  const draft = () => panel.evaluate(() => JSON.parse(localStorage.getItem("premura.draft.demo") ?? "{}"));
  await expect.poll(async () => (await draft()).email).toEqual([`dora@posta.example`]);
  expect((await draft()).message).toBeUndefined();
  await tell(page, { type: "call", name: "reset", args: [] });
  await expect.poll(() => panel.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
});

test("what waits for the network is thrown away at reset, and never sent", async ({ page, context }) => {
  const email = `ebe@posta.example`;
  const panel = await framed(page, shop.url, `${worker.url}/p/demo/write?embed=1&lang=it`);
  await panel.getByLabel("Il tuo messaggio").fill("Da un computer non mio.");
  await panel.getByLabel("La tua email").fill(email);
  await panel.waitForFunction(() => performance.getEntriesByType("resource").some(({ name }) => name.endsWith("later.js")));
  await context.setOffline(true);
  await panel.getByRole("button", { name: "Invia" }).click();
  await expect(panel.locator("#later")).toBeVisible();
  await tell(page, { type: "call", name: "reset", args: [] });
  await expect(panel.locator("#later")).toHaveCount(0);
  const waiting = () =>
    panel.evaluate(
      () =>
        new Promise<number>((resolve) => {
          const open = indexedDB.open("premura", 1);
          open.onsuccess = () => {
            const count = open.result.transaction("later").objectStore("later").count();
            count.onsuccess = () => resolve(count.result);
          };
        }),
    );
  await expect.poll(waiting).toBe(0);
  await context.setOffline(false);
  // Whatever else is sent from here arrives, and this does not.
  await panel.getByRole("link", { name: "Scrivici", exact: true }).first().click();
  await panel.getByLabel("Il tuo messaggio").fill("Ciao");
  await panel.getByLabel("La tua email").fill(`fra-${email}`);
  await panel.getByRole("button", { name: "Invia" }).click();
  await panel.getByRole("heading", { name: "Ricevuto" }).waitFor();
  expect(await requests(email)).toEqual([]);
});

test("files come in by drop and paste; size and type are shown, what does not fit is named", async ({ page }) => {
  await open(page);
  const bring = (type: string, name: string, media: string) =>
    page.evaluate(
      ([type, name, media]) => {
        const data = new DataTransfer();
        data.items.add(new File(["x".repeat(1500)], name!, { type: media! }));
        const init = { bubbles: true, cancelable: true };
        const event =
          type === "paste" ? new ClipboardEvent(type, { ...init, clipboardData: data }) : new DragEvent(type!, { ...init, dataTransfer: data });
        document.querySelector(".letter")!.dispatchEvent(event);
        return event.defaultPrevented;
      },
      [type, name, media],
    );
  expect(await bring("drop", "foto.png", "image/png")).toBe(true);
  expect(await bring("paste", "ricevuta.pdf", "application/pdf")).toBe(true);
  await expect(page.locator(".picked li")).toHaveCount(2);
  await expect(page.locator(".picked li").first()).toContainText("PNG · 2 kB");
  await bring("drop", "gioco.exe", "application/x-msdownload");
  await expect(page.locator("#file-error")).toContainText("gioco.exe");
  await expect(page.locator(".picked li")).toHaveCount(2);
  await page.getByRole("button", { name: "Togli foto.png" }).click();
  await expect(page.locator(".picked li")).toHaveCount(1);
  // A phone's camera, where there is one to hold.
  const photo = page.getByText("Scatta una foto");
  if (onPhone()) {
    await expect(photo).toBeVisible();
    await expect(page.locator("#camera")).toHaveAttribute("capture", "environment");
    await page.locator("#camera").setInputFiles([{ name: "scatto.jpg", mimeType: "image/jpeg", buffer: PNG }]);
    await expect(page.locator(".picked li")).toHaveCount(2);
  } else {
    await expect(photo).toBeHidden();
  }
  await fits(page);
});
