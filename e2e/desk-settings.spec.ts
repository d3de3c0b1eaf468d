// Setting a site up from the desk: prepared, seen in the widget, published, undone.

import { createServer, type Server } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { type Browser, type Page, expect, test } from "@playwright/test";
import { clean, signIn } from "./desk.ts";
import { DEMO, demoWith, MailCatcher, Receiver, Shop, Worker } from "./stack.ts";

let catcher: MailCatcher;
let worker: Worker;

test.beforeAll(async () => {
  catcher = await MailCatcher.start();
  worker = await Worker.start({ SMTP_URL: catcher.smtp });
});
test.afterAll(async () => {
  await worker?.stop();
  await catcher?.stop();
});
test.use({ locale: "en-GB" });

/** A site of its own, with somebody at its desk. */
async function at(page: Page, site: string, path = "", agent = "marta", toml = DEMO): Promise<void> {
  await worker.publish(site, toml);
  await signIn(page, worker, site, agent, `/settings${path}`);
}
const draft = (page: Page) => page.locator("#draft");
const widget = (page: Page) => page.frameLocator("#widget");
const keep = (page: Page) => page.getByRole("button", { name: "Keep in the draft" }).last().click();
const publish = async (page: Page) => {
  await draft(page).getByRole("button", { name: "Publish" }).click();
  await expect(page.getByRole("status").first()).toContainText("Published.");
};
/** What customers read of an answer, once the worker has asked again. */
const customers = (site: string, faq: string) => async () => (await fetch(`${worker.url}/p/${site}/faq/${faq}?lang=en`)).text();
const another = async (browser: Browser, options = {}) => (await browser.newContext({ locale: "en-GB", ...options })).newPage();

test("shows an edited answer in the widget beside it while it is typed, and to customers once published", async ({ page }) => {
  await at(page, "edit", "/faqs");
  await page.getByLabel("Show only those with these words").fill("cost shipp");
  await page.getByLabel("Show only those with these words").fill("much shipping");
  await page.getByRole("link", { name: "How much is shipping?" }).click();
  await page.getByRole("group", { name: "Answer" }).getByLabel("English").fill("Now it is **free** for all.");
  await expect(widget(page).locator("strong").first()).toHaveText("free");
  await expect(draft(page)).toContainText("1 change not published");
  expect(await customers("edit", "shipping-cost")()).not.toContain("free</strong> for all");
  await draft(page).getByRole("link", { name: "See them" }).click();
  await expect(page.getByRole("main")).toContainText("Question “Quanto costa la spedizione?”: answer");
  await page.getByRole("button", { name: "Publish" }).click();
  await expect(page.getByRole("status")).toContainText("Published.");
  await expect.poll(customers("edit", "shipping-cost"), { timeout: 15_000 }).toContain("free</strong> for all");
});

test("takes back what was published by preparing the version before", async ({ page }) => {
  await at(page, "undo", "/site");
  await page.getByLabel("Name", { exact: true }).fill("Bottega Luna");
  await keep(page);
  await publish(page);
  await page.getByRole("link", { name: "What was published" }).click();
  const rows = page.locator(".past > li");
  await expect(rows).toHaveCount(2);
  await expect(rows.nth(0)).toContainText("Marta");
  await expect(rows.nth(0)).toContainText("Name and domains: Name");
  await expect(rows.nth(1)).toContainText("by file, the operator");
  await rows.nth(1).getByRole("button", { name: "Prepare this again" }).click();
  await expect(page.getByRole("main")).toContainText("Name and domains: Name");
  await page.getByRole("button", { name: "Publish" }).click();
  await page.goto(`${worker.url}/desk/undo/settings/site`);
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Bottega Lume");
});

test("says what is wrong beside its field and keeps what was typed", async ({ page }) => {
  await at(page, "wrong", "/team");
  await page.goto(`${worker.url}/desk/wrong/settings/team/agents/new`);
  await page.getByLabel("Name", { exact: true }).fill("Nina");
  await page.getByLabel("Email").fill("nina at shop");
  await keep(page);
  await expect(page.getByLabel("Email")).toHaveValue("nina at shop");
  await expect(page.getByLabel("Email")).toHaveAccessibleDescription(/Write an email address/);
  await clean(page);
  await page.getByRole("alert").getByRole("link").click();
  await expect(page.getByLabel("Email")).toBeFocused();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("nina@bottega-lume.example");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status").first()).toContainText("Kept in the draft.");
  await expect(page.getByLabel("Short name")).toHaveValue("nina");
});

test("works without script: rows are added, moved and taken out, and nothing typed is lost", async ({ browser }) => {
  const page = await another(browser, { javaScriptEnabled: false });
  await at(page, "plain", "/surveys");
  const own = page.getByRole("group", { name: "Questions of your own" });
  await page.getByLabel("Under each answer").selectOption({ label: "Would you recommend us? (0–10)" });
  await own.getByRole("button", { name: "Add a question" }).click();
  await expect(own.locator("details")).toHaveCount(2);
  await expect(page.getByLabel("Under each answer")).toHaveValue("nps");
  const row = own.locator("details").nth(1);
  await row.getByRole("group", { name: "Question" }).getByLabel("English").fill("Was it easy to open?");
  await row.getByRole("button", { name: /Move up/ }).click();
  await expect(own.locator("summary").first()).toContainText("Was it easy to open?");
  await page.getByRole("button", { name: "Keep in the draft" }).click();
  await expect(page.getByRole("status").first()).toContainText("Kept in the draft.");
  await page.goto(`${worker.url}/desk/plain/settings/faqs`);
  await page.getByRole("button", { name: "Move up: Where is my parcel?" }).click();
  await expect(page.locator(".order").first().locator("li").nth(5)).toContainText("Where is my parcel?");
});

test("two people who change different things both keep theirs, the same thing asks first", async ({ page, browser }) => {
  await at(page, "two", "/site");
  const other = await another(browser);
  await signIn(other, worker, "two", "", "/settings/site");
  const third = await another(browser);
  await signIn(third, worker, "two", "", "/settings/hours");

  await page.getByLabel("Name", { exact: true }).fill("Bottega Uno");
  await keep(page);
  await third.getByLabel("Time zone").fill("Europe/Paris");
  await keep(third);
  await expect(third.getByRole("status").first()).toContainText("Kept in the draft.");
  await expect(draft(third)).toContainText("2 changes not published");

  await other.getByLabel("Name", { exact: true }).fill("Bottega Due");
  await keep(other);
  await expect(other.getByRole("main")).toContainText("changed this since you opened it");
  await expect(other.getByLabel("Name", { exact: true })).toHaveValue("Bottega Due");
  await keep(other);
  await expect(other.getByRole("status").first()).toContainText("Kept in the draft.");
  await page.reload();
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Bottega Due");
});

test("a file published meanwhile is seen, and the draft is brought up to date", async ({ page }) => {
  await at(page, "file", "/site");
  await page.getByLabel("Name", { exact: true }).fill("Bottega Nuova");
  await keep(page);
  await worker.publish("file", DEMO.replace("Europe/Rome", "Europe/Paris"));
  await page.goto(`${worker.url}/desk/file/settings`);
  await expect(draft(page)).toContainText(/Published by file at \d\d:\d\d, by the operator/);
  await expect(draft(page).getByRole("button", { name: "Publish" })).toHaveCount(0);
  await draft(page).getByRole("link", { name: "See them" }).click();
  await page.getByRole("button", { name: "Bring up to date" }).click();
  await expect(page.getByRole("main")).toContainText("Name and domains: Name");
  await expect(page.getByRole("main")).not.toContainText("Time zone");
  await page.getByRole("button", { name: "Publish" }).click();
  await expect(page.getByRole("status")).toContainText("Published.");
  const toml = await (await page.request.get(`${worker.url}/desk/file/settings/file`)).text();
  expect(toml).toContain('name = "Bottega Nuova"');
  expect(toml).toContain('time_zone = "Europe/Paris"');
  await worker.publish("file-again", toml);
});

test("questions come in by paste, by file and from the owner's own page, once they were looked at", async ({ page }) => {
  const server: Server = createServer((_, response) => {
    response.setHeader("content-type", "text/html");
    response.end(`<script type="application/ld+json">{"@context":"https://schema.org","@type":"FAQPage","mainEntity":[
      {"@type":"Question","name":"Do you repair lamps?","acceptedAnswer":{"@type":"Answer","text":"<p>Yes, <b>always</b>.</p>"}}]}</script>`);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const own = `http://127.0.0.1:${(server.address() as AddressInfo).port}/faq`;

  await at(page, "intake", "/faqs/import");
  await page.getByLabel("They are written in").selectOption("en");
  await page.getByLabel("or paste them").fill("## Do you teach?\n\nEvery **Saturday**.\n\n## How much is shipping?\n\nNothing.");
  await page.getByRole("button", { name: "Look what is in it" }).click();
  await expect(page.getByRole("status")).toContainText("1 question found");
  await expect(page.getByRole("status")).toContainText("there already, left as it is: How much is shipping?");
  await page.getByRole("button", { name: "Take them into the draft" }).click();
  await expect(page.getByRole("link", { name: "Do you teach?" })).toBeVisible();

  await page.getByRole("link", { name: "Import" }).click();
  await page.getByLabel("Address of your FAQ page").fill("http://10.0.0.1/faq");
  await page.getByRole("button", { name: "Look what is in it" }).click();
  await expect(page.getByRole("main")).toContainText("private networks are not read");
  await page.getByLabel("They are written in").selectOption("en");
  await page.getByLabel("Address of your FAQ page").fill(own);
  await page.getByRole("button", { name: "Look what is in it" }).click();
  await expect(page.getByRole("status")).toContainText("Do you repair lamps?");
  await page.getByRole("button", { name: "Take them into the draft" }).click();
  await page.getByRole("link", { name: "Do you repair lamps?" }).click();
  await expect(page.getByRole("group", { name: "Answer" }).getByLabel("English")).toHaveValue(/Yes, \*\*always\*\*/);

  await page.goto(`${worker.url}/desk/intake/settings/faqs/import`);
  await page.getByLabel("They are written in").selectOption("en");
  await page.getByLabel("or a file").setInputFiles({
    name: "faq.csv",
    mimeType: "text/csv",
    buffer: Buffer.from("question;answer\nCan I visit?;Yes, on Mondays."),
  });
  await page.getByRole("button", { name: "Look what is in it" }).click();
  await page.getByRole("button", { name: "Take them into the draft" }).click();
  await expect(page.getByRole("link", { name: "Can I visit?" })).toBeVisible();
  server.close();
});

test("shows what a customer would see at a chosen time", async ({ page }) => {
  await at(page, "hours", "/hours");
  await page.getByRole("group", { name: "Sunday" }).getByLabel("Sunday from").first().fill("10:00");
  await page.getByRole("group", { name: "Sunday" }).getByLabel("Sunday until").first().fill("12:00");
  await keep(page);
  await page.getByLabel("Day and time on your clocks").fill("2026-12-06T10:30");
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page.locator(".seen")).toContainText("Hi, how can we help?");
  await page.getByLabel("Day and time on your clocks").fill("2026-12-25T10:30");
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page.locator(".seen")).toContainText("We're closed right now");
  await page.getByRole("group", { name: "Sunday" }).getByLabel("Sunday until").first().fill("09:00");
  await keep(page);
  await expect(page.getByRole("group", { name: "Sunday" })).toContainText("Fill in both times");
});

test("an endpoint is tested, read in the log, and given a new secret", async ({ page }) => {
  const receiver = await Receiver.start();
  await at(page, "hooks", "/webhooks", "marta", demoWith(receiver));
  await page.getByRole("button", { name: "Send a test" }).click();
  await expect(page.getByRole("status").first()).toContainText("A test is on its way");
  await expect.poll(() => receiver.deliveries.length).toBe(1);
  await expect(async () => {
    await page.reload();
    await expect(page.getByRole("table")).toContainText("Arrived", { timeout: 1_000 });
  }).toPass();
  await clean(page);
  await page.getByRole("button", { name: "Send again" }).click();
  await expect.poll(() => receiver.deliveries.length).toBe(2);

  await page.goto(`${worker.url}/desk/hooks/settings/webhooks`);
  await page.getByRole("button", { name: "New secret" }).click();
  await page.getByText("Show the secret").click();
  const secret = await page.locator(".secret").innerText();
  expect(secret).toMatch(/^whsec_[\w+/]{43}=$/);
  await publish(page);
  await page.goto(`${worker.url}/desk/hooks/settings/webhooks`);
  await page.getByRole("button", { name: "Send a test" }).click();
  await expect.poll(() => receiver.deliveries.length).toBe(3);
  expect(receiver.deliveries[2].headers["webhook-signature"].split(" ")).toHaveLength(2);
  const toml = await (await page.request.get(`${worker.url}/desk/hooks/settings/file`)).text();
  expect(toml).toContain(secret);
  receiver.stop();
});

test("the first steps can be skipped, and see the site show the widget", async ({ page, browser }) => {
  await worker.publish("demo", DEMO);
  await signIn(page, worker, "demo", "marta", "/first-steps");
  const step = (name: string) => page.locator(".step").filter({ hasText: name });
  await expect(step("The questions you answer most")).toContainText("Done");
  await step("Your name and your colour").getByRole("button", { name: "Later" }).click();
  await expect(step("Your name and your colour")).toContainText("Left for later");
  await expect(step("The tag on your pages")).toContainText('data-site="demo"');
  await expect(step("We see your site")).toContainText("Open a page of yours");
  await clean(page);

  const shop = await Shop.start(worker);
  const customer = await another(browser);
  await customer.goto(shop.url);
  await customer.locator("premura-care button").click();
  await expect(async () => {
    await page.reload();
    await expect(step("We see your site")).toContainText("We saw your site load the widget", { timeout: 1_000 });
  }).toPass();
  await shop.stop();
});

test("only those who may can change the settings, the people and the secrets", async ({ page, browser }) => {
  const receiver = await Receiver.start();
  const toml = demoWith(receiver).replace('id = "elio"', 'id = "elio"\nrole = "lead"') + '\n[[agents]]\nid = "ada"\nname = "Ada"\nemail = "ada@bottega-lume.example"\n';
  await at(page, "roles", "/team/agents/0", "elio", toml);
  await expect(page.getByRole("button", { name: "Keep in the draft" })).toHaveCount(0);
  const secrets = await page.request.get(`${worker.url}/desk/roles/settings/file`);
  expect(await secrets.text()).not.toContain("whsec_");
  await page.goto(`${worker.url}/desk/roles/settings/webhooks/webhooks/0`);
  await expect(page.getByText("Show the secret")).toHaveCount(0);

  const ada = await another(browser);
  await signIn(ada, worker, "roles", "ada", "/settings/site");
  await expect(ada.getByRole("main")).toContainText("a lead or an owner changes it");
  await expect(ada.getByRole("button", { name: "Keep in the draft" })).toHaveCount(0);
  const csrf = await ada.locator("[name=csrf]").first().inputValue();
  const forced = await ada.request.post(`${worker.url}/desk/roles/settings/discard`, { form: { csrf } });
  expect(forced.status()).toBe(403);
  const guessed = await fetch(`${worker.url}/p/roles?draft=9999999999.00`);
  expect(await guessed.text()).toContain("Bottega Lume");
  receiver.stop();
});

for (const [name, options] of Object.entries({
  "on a wide screen": { viewport: { width: 1280, height: 900 } },
  "on a phone": { viewport: { width: 390, height: 844 } },
  "in the dark": { colorScheme: "dark" as const },
})) {
  test(`every page of the settings is accessible and fits ${name}`, async ({ browser }) => {
    // Some thirty pages, each looked at by axe.
    test.setTimeout(300_000);
    const page = await another(browser, options);
    await at(page, "all");
    const sections = await page.locator(".tiles h2 a").evaluateAll((links) => links.map((link) => link.getAttribute("href")!));
    expect(sections.length).toBeGreaterThan(17);
    const more = ["", "/faqs/import", "/history", "/review", "/webhooks/log", "/faqs/faqs/0", "/topics/topics/0", "/assistant/flows/0", "/team/agents/0", "/routing/routing/0", "/channels/channels/new"];
    for (const path of [...sections, ...more.map((path) => `/desk/all/settings${path}`)]) {
      await page.goto(`${worker.url}${path}`);
      await clean(page);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(wide, path).toBeLessThanOrEqual(0);
    }
  });
}
