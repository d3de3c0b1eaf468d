// What a page says of its customer and of its visit, on the real worker: vouched for or not, counted
// without anybody's name, and forgotten on the device.

import { createHmac } from "node:crypto";
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

const secret = async (): Promise<string> => (await (await worker.admin("demo/identity-secret")).json()).secret;
const sign = async (text: string) => createHmac("sha256", await secret()).update(text).digest("hex");

async function sent(identity: unknown, email = "anna@posta.example") {
  const response = await worker.submit("demo", { email, message: `Ciao ${Math.random()}`, identity });
  expect(response.status).toBe(201);
  const { id } = await response.json();
  return ((await worker.ticket("demo", id)).ticket as any).identity;
}

test("gives the secret to the operator alone", { tag: "@once" }, async () => {
  expect(await secret()).toMatch(/^[0-9a-f]{32}$/);
  expect((await fetch(`${worker.url}/v1/sites/demo/identity-secret`)).status).toBe(401);
});

test("vouches for an address only with the shop's own signature, and for no other address", { tag: "@once" }, async () => {
  const email = "anna@posta.example";
  const hmac = await sign(email);
  expect(await sent({ email, external_id: "42", hmac })).toEqual({ external_id: "42", verified: "email" });
  expect(await sent({ email, hmac }, "bruno@posta.example")).toEqual({ external_id: null, verified: null });
  expect(await sent({ email, external_id: "42" })).toEqual({ external_id: "42", verified: null });
  expect(await sent({ email, hmac: await sign("bruno@posta.example") })).toEqual({ external_id: null, verified: null });
  expect(await sent({ external_id: "42", hmac: await sign("42") })).toEqual({ external_id: "42", verified: "external_id" });
  expect(await sent(undefined)).toBeNull();
});

test("the secret can be changed, and the one before serves until the next change", { tag: "@once" }, async () => {
  await worker.publish("turning", DEMO);
  const secrets = async (method = "GET") => (await worker.admin("turning/identity-secret", { method })).json();
  const email = "olga@posta.example";
  const verified = async (secret: string) => {
    const hmac = createHmac("sha256", secret).update(email).digest("hex");
    const response = await worker.submit("turning", { email, message: `Ciao ${Math.random()}`, identity: { email, hmac } });
    const { id } = await response.json();
    return ((await worker.ticket("turning", id)).ticket as any).identity.verified;
  };
  const first = await secrets();
  expect(first).toEqual({ secret: expect.stringMatching(/^[0-9a-f]{32}$/), previous: null, previous_until: null });
  const second = await secrets("POST");
  expect(second.previous).toBe(first.secret);
  expect(Date.parse(second.previous_until) - Date.now()).toBeGreaterThan(86_000_000);
  expect(await secrets()).toEqual(second);
  expect([await verified(first.secret), await verified(second.secret)]).toEqual(["email", "email"]);
  // It is the same after a power cut, and after publishing again.
  await worker.kill();
  await worker.restart();
  await worker.publish("turning", DEMO);
  expect(await secrets()).toEqual(second);
  const third = await secrets("POST");
  expect(third.previous).toBe(second.secret);
  expect([await verified(first.secret), await verified(second.secret), await verified(third.secret)]).toEqual([null, "email", "email"]);
  expect((await fetch(`${worker.url}/v1/sites/turning/identity-secret`, { method: "POST" })).status).toBe(401);
});

test("names a field of the identity that is no text", { tag: "@once" }, async () => {
  const response = await worker.submit("demo", { email: "anna@posta.example", message: "Ciao", identity: { hmac: 7 } });
  expect(response.status).toBe(422);
  expect((await response.json()).errors.map((error: any) => error.field)).toEqual(["identity.hmac"]);
});

const panel = (page: Page) => page.frameLocator("premura-care iframe");

async function write(page: Page, message: string): Promise<void> {
  await panel(page).getByRole("link", { name: "Scrivici", exact: true }).first().click();
  await panel(page).getByLabel("Di cosa si tratta?").selectOption({ index: 1 });
  await panel(page).getByLabel("Il tuo messaggio").fill(message);
  await panel(page).getByRole("button", { name: "Invia" }).click();
  await expect(panel(page).getByRole("heading", { level: 1, name: "Ricevuto" })).toBeVisible();
}

test("fills in who the page says it is, counts the sale that follows, once, and forgets at reset", async ({ page }) => {
  await page.goto(`${shop.url}/lampada-lucciola.html`);
  const outcomes = async () => (await (await worker.admin("demo/outcomes")).json()).outcomes;
  const track = () => page.evaluate(() => (window as any).Premura.track("converted"));
  await page.waitForFunction(() => "Premura" in window);
  await track();
  const who = { email: "gaia@posta.example", id: "7", name: "Gaia", hmac: await sign("gaia@posta.example") };
  await page.evaluate((who) => (window as any).Premura.identify(who), who);
  await page.evaluate(() => (window as any).Premura.open());
  await write(page, "Posso cambiare il paralume?");
  const [ticket] = (await worker.tickets("demo")).filter(({ email }) => email === who.email) as any[];
  expect(ticket).toMatchObject({ name: "Gaia", identity: { external_id: "7", verified: "email" } });
  expect(await outcomes()).toEqual([]);

  await page.goto(`${shop.url}/carrello.html`);
  await page.waitForFunction(() => "Premura" in window);
  await track();
  // The launcher looks whether there is an answer, by a mark the request left, and tells of the sale.
  await expect.poll(outcomes).toEqual([{ day: expect.stringMatching(/^\d{4}-\d\d-\d\d$/), outcome: "converted", count: 1 }]);
  await track();
  expect(await outcomes()).toMatchObject([{ count: 1 }]);

  await page.evaluate(() => (window as any).Premura.reset());
  expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
  const [frame] = page.frames().filter((frame) => frame.url().includes("embed=1"));
  expect(await frame.evaluate(() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)])).toEqual([]);
  await page.evaluate(() => (window as any).Premura.open());
  await panel(page).getByRole("link", { name: "Scrivici", exact: true }).first().click();
  await expect(panel(page).getByLabel("La tua email")).toHaveValue("");
});

test("refuses an outcome it does not know, from wherever", { tag: "@once" }, async () => {
  const post = (body: string, headers = {}) =>
    fetch(`${worker.url}/v1/sites/demo/outcomes`, { method: "POST", body, headers: { "content-type": "application/json", ...headers } });
  expect((await post('{"outcome":"sold"}')).status).toBe(422);
  expect((await post("{}")).status).toBe(422);
  expect((await fetch(`${worker.url}/v1/sites/demo/outcomes`)).status).toBe(401);
});

test("goes where a call leads without WebAssembly too", async ({ page }) => {
  await page.route("**/panel.wasm", (route) => route.abort());
  await page.goto(`${shop.url}/lampada-lucciola.html`);
  await page.waitForFunction(() => "Premura" in window);
  await page.evaluate(() => (window as any).Premura.open());
  await expect(panel(page).getByRole("searchbox")).toBeVisible();
  await page.evaluate(() => (window as any).Premura.search("spediz").catch(() => {}));
  await expect(panel(page).getByRole("searchbox")).toHaveValue("spediz");
});

test("serves its types as text", { tag: "@once" }, async () => {
  const response = await fetch(`${worker.url}/premura.d.ts`);
  expect(response.headers.get("content-type")).toBe("text/plain; charset=utf-8");
  expect(await response.text()).toContain("declare namespace Premura");
});
