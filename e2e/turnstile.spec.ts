// Cloudflare's Turnstile, where an owner wants it: asked of who touches the form, and of nobody
// else. Its script is stood in for here, as no test may depend on another's service.

import { expect, test } from "@playwright/test";
import { DEMO, Worker } from "./stack.ts";

let worker: Worker;

test.beforeAll(async () => {
  worker = await Worker.start();
  await worker.publish("plain", DEMO);
  await worker.publish("asked", DEMO.replace("[spam]\n", '[spam]\nturnstile_site_key = "0x4AAAAAAAAAAAAAAAAAAAAA"\n'));
});

test.afterAll(async () => worker?.stop());

const STAND_IN = `self.turnstile = { render: (element, { sitekey, callback }) => callback("token of " + sitekey) };`;

test("its token goes with the request, and it is asked only when the form is touched", async ({ page }) => {
  const asked: string[] = [];
  await page.route("https://challenges.cloudflare.com/**", (route) => {
    asked.push(route.request().url());
    return route.fulfill({ contentType: "text/javascript", body: STAND_IN });
  });
  await page.goto(`${worker.url}/p/asked/write?lang=it`);
  await expect(page.locator("html[data-ready]")).toBeAttached();
  expect(asked).toEqual([]);
  await page.getByLabel("Il tuo messaggio").fill("Ciao");
  await page.getByLabel("La tua email").fill("anna@posta.example");
  const sending = page.waitForRequest((request) => request.method() === "POST");
  await page.getByRole("button", { name: "Invia" }).click();
  expect((await sending).postDataJSON()).toMatchObject({ turnstile: "token of 0x4AAAAAAAAAAAAAAAAAAAAA" });
  expect(asked).toHaveLength(1);
});

test("a script that cannot be had keeps nobody from writing", async ({ page }) => {
  await page.route("https://challenges.cloudflare.com/**", (route) => route.abort());
  await page.goto(`${worker.url}/p/asked/write?lang=it`);
  await page.getByLabel("Il tuo messaggio").fill("Ciao, senza");
  await page.getByLabel("La tua email").fill("bea@posta.example");
  await page.getByRole("button", { name: "Invia" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Ricevuto" })).toBeVisible();
});

test("a site that does not use it allows nothing of Cloudflare's", { tag: "@once" }, async () => {
  const policy = async (site: string) => (await fetch(`${worker.url}/p/${site}`)).headers.get("content-security-policy");
  expect(await policy("plain")).not.toContain("cloudflare");
  expect(await policy("asked")).toContain("frame-src https://challenges.cloudflare.com");
});
