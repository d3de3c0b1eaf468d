// The desk's door: who gets in, how, and who does not.

import { expect, test } from "@playwright/test";
import { clean, linkFor, signIn } from "./desk.ts";
import { DEMO, MailCatcher, TOKEN, Worker } from "./stack.ts";

let catcher: MailCatcher;
let worker: Worker;

test.beforeAll(async () => {
  catcher = await MailCatcher.start();
  worker = await Worker.start({ SMTP_URL: catcher.smtp });
  await worker.publish("demo", DEMO);
});
test.afterAll(async () => {
  await worker?.stop();
  await catcher?.stop();
});
test.use({ locale: "en-GB" });

const mailed = async (address: string) => {
  await expect.poll(async () => (await catcher.to(address)).length).toBeGreaterThan(0);
  const [mail] = await catcher.to(address);
  return mail.text.match(/http:\/\/\S+\/enter\?link=\S+/)![0];
};

test("lets one of the team in by a mailed link, once, in the browser that asked", async ({ page, browser }) => {
  await page.goto(`${worker.url}/desk/demo/account`);
  await expect(page).toHaveURL(/sign-in\?next=/);
  await page.getByLabel("Your email address").fill("Marta@bottega-lume.example");
  await page.getByRole("button", { name: "Send me the link" }).click();
  await expect(page.getByRole("status")).toContainText("a link is on its way");
  const link = await mailed("marta@bottega-lume.example");

  const other = await (await browser.newContext({ locale: "en-GB" })).newPage();
  await other.goto(link);
  await expect(other.locator("main")).toContainText("asked for in another browser");

  await page.goto(link);
  await page.getByRole("button", { name: "Enter the desk" }).click();
  await expect(page.getByRole("banner")).toContainText("Marta");
  const cookie = (await page.context().cookies()).find(({ name }) => name === "premura-desk")!;
  expect(cookie).toMatchObject({ httpOnly: true, secure: true, sameSite: "Lax", path: "/desk/demo" });

  await page.goto(link);
  await expect(page.locator("main")).toContainText("This link");
});

test("goes on where one was after signing in, and nowhere else", async ({ page }) => {
  await signIn(page, worker, "demo", "marta", "/account");
  await expect(page).toHaveURL(`${worker.url}/desk/demo/account`);
  for (const next of ["https://evil.example/", "//evil.example", "/desk/demo@evil.example", "/p/demo"]) {
    await page.goto(`${await linkFor(worker, "demo", "marta")}&next=${encodeURIComponent(next)}`);
    await page.getByRole("button", { name: "Enter the desk" }).click();
    await expect(page).toHaveURL(`${worker.url}/desk/demo`);
  }
});

test("says the same whether an address is of the team or not", async ({ page }) => {
  const said: string[] = [];
  for (const email of ["elio@bottega-lume.example", "nobody@bottega-lume.example"]) {
    await page.goto(`${worker.url}/desk/demo/sign-in`);
    await page.getByLabel("Your email address").fill(email);
    await page.getByRole("button", { name: "Send me the link" }).click();
    said.push((await page.locator("main").innerText()).replace(email, "…"));
  }
  expect(said[0]).toBe(said[1]);
  await page.getByLabel("Your email address").fill("elio");
  await page.getByRole("button", { name: "Send another" }).click();
  await expect(page.getByLabel("Your email address")).toHaveValue("elio");
  await expect(page.locator(".error")).toContainText("Write your email address");
});

test("shows where one is signed in, and ends it", async ({ page, browser }) => {
  const second = await (await browser.newContext({ locale: "en-GB" })).newPage();
  await signIn(page, worker, "demo", "elio", "/account");
  await signIn(second, worker, "demo", "elio", "/account");
  await page.reload();
  await expect(page.locator(".rows li")).toHaveCount(2);
  await page.getByRole("button", { name: "End", exact: true }).click();
  await expect(page.locator(".rows li")).toHaveCount(1);
  await second.reload();
  await expect(second.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await expect(second.getByRole("status")).toContainText("You were signed out");
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.goto(`${worker.url}/desk/demo/account`);
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
});

test("takes no form that was not drawn for the session", async ({ page }) => {
  await signIn(page, worker, "demo", "elio", "/account");
  const status = (form: Record<string, string>) =>
    page.evaluate(
      async ([form]) => (await fetch("/desk/demo/account", { method: "POST", body: new URLSearchParams(form) })).status,
      [form],
    );
  expect(await status({ away: "yes" })).toBe(403);
  expect(await status({ away: "yes", csrf: "0".repeat(32) })).toBe(403);
  const csrf = (await page.locator("[name=csrf]").first().inputValue())!;
  expect(await status({ away: "yes", csrf })).toBe(200);
  const { agents } = await (await worker.admin("demo/agents")).json();
  expect(agents.find(({ id }: { id: string }) => id === "elio").away).toBe(true);
});

test("puts whoever left the team out at once", async ({ page }) => {
  const demo = DEMO.replaceAll("demo@", "leaving@");
  await worker.publish("leaving", demo);
  await signIn(page, worker, "leaving", "elio", "/account");
  const without = demo.replace(/\[\[agents\]\]\nid = "elio"[\s\S]*?(?=\n\[\[)/, "");
  await worker.publish("leaving", without.replaceAll('"elio"', '"marta"'));
  await page.reload();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
});

test("is for nobody without a pass, at every address of the API that is not the customers'", async () => {
  const paths: [string, string][] = [
    ["GET", ""], ["PUT", ""], ["GET", "/tickets"], ["GET", "/tickets/tic_1"], ["PATCH", "/tickets/tic_1"],
    ["POST", "/tickets/tic_1/messages"], ["POST", "/tickets/tic_1/merge"], ["GET", "/deliveries"],
    ["GET", "/deliveries/dlv_1"], ["POST", "/deliveries/dlv_1/replay"], ["GET", "/webhooks"],
    ["POST", "/webhooks/shop/test"], ["POST", "/webhooks/shop/enable"], ["POST", "/webhooks/shop/replay"],
    ["GET", "/suggestions"], ["GET", "/agents"], ["PATCH", "/agents/marta"], ["GET", "/contacts/con_1"],
    ["PATCH", "/contacts/con_1"], ["DELETE", "/contacts/con_1"], ["GET", "/outcomes"], ["GET", "/identity-secret"],
    ["POST", "/sign-in-links"],
  ];
  for (const [method, path] of paths) {
    for (const authorization of [undefined, "Bearer wrong", `Basic ${TOKEN}`]) {
      const response = await fetch(`${worker.url}/v1/sites/demo${path}`, {
        method,
        headers: { "content-type": path === "" ? "application/toml" : "application/json", ...(authorization && { authorization }) },
        body: method === "GET" || method === "DELETE" ? undefined : path === "" ? DEMO : validBody(path),
      });
      expect(response.status, `${method} ${path} ${authorization}`).toBe(401);
      expect((await response.json()).code).toBe("unauthorized");
    }
  }
});

function validBody(path: string): string {
  if (path.endsWith("/messages")) return JSON.stringify({ text: "Ciao" });
  if (path.endsWith("/merge")) return JSON.stringify({ into: "tic_2" });
  if (path.startsWith("/agents")) return JSON.stringify({ away: true });
  if (path.startsWith("/contacts")) return JSON.stringify({ tags: [] });
  if (path.endsWith("/webhooks/shop/replay")) return JSON.stringify({ since: "2026-11-22T09:00:00Z" });
  return "{}";
}

for (const colorScheme of ["light", "dark"] as const) {
  test(`can be used by everybody, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await page.goto(`${worker.url}/desk`);
    await clean(page);
    await page.goto(`${worker.url}/desk/demo/sign-in`);
    await clean(page);
    await signIn(page, worker, "demo", "marta", "/account");
    await clean(page);
    await page.goto(`${worker.url}/desk/demo/nothing`);
    await clean(page);
  });
}
