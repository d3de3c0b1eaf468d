// Customers at the desk: found, noted on, taken out as a file, forgotten.

import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { clean, signIn } from "./desk.ts";
import { DEMO, MailCatcher, Receiver, SECRET, Worker } from "./stack.ts";

let worker: Worker;
let catcher: MailCatcher;
let receiver: Receiver;

/** A topic with something to agree to. */
const CONSENT = `
[[topics]]
id = "news"
label = { it = "Novità", en = "News" }
[[topics.fields]]
id = "newsletter"
kind = "consent"
label = { it = "Scrivetemi quando c'è qualcosa di nuovo", en = "Write to me when there is something new" }
required = false
`;

test.beforeAll(async () => {
  catcher = await MailCatcher.start();
  receiver = await Receiver.start();
  worker = await Worker.start({ SMTP_URL: catcher.smtp });
  const hook = `\n[[webhooks]]\nid = "shop"\nurl = "${receiver.url}"\nsecret = "${SECRET}"\n`;
  await worker.publish("demo", DEMO + CONSENT + hook);
});
test.afterAll(async () => {
  await worker?.stop();
  await catcher?.stop();
  receiver?.stop();
});
test.use({ locale: "en-GB" });

const send = async (more: Record<string, unknown>) => (await worker.submit("demo", { message: "Dov'è il mio pacco?", lang: "it", ...more })).json();
const contactOf = async (id: string) => ((await worker.ticket("demo", id)).ticket as unknown as { contact_id: string }).contact_id;

test("finds a customer by a part of name, address or number, page by page", async ({ page }) => {
  for (let n = 0; n < 55; n++) await send({ email: `cliente${n}@posta.example`, name: `Cliente ${n}` });
  await send({ answer_by: "phone", phone: "+39 (011) 55-66-77", name: "Bruno Neri" });
  await signIn(page, worker, "demo", "elio", "/contacts");
  await expect(page.getByRole("heading", { name: "Customers" })).toBeVisible();
  await expect(page.locator("tbody tr")).toHaveCount(50);
  await page.getByRole("link", { name: "Older" }).click();
  await expect(page.locator("tbody tr")).toHaveCount(6);
  await page.getByRole("link", { name: "Back to the first" }).click();
  await expect(page.locator("tbody tr")).toHaveCount(50);

  const search = page.getByRole("searchbox");
  for (const [typed, found] of [["cliente 54", "Cliente 54"], ["CLIENTE54@", "Cliente 54"], ["0115566", "Bruno Neri"], ["+39 011 55", "Bruno Neri"], ["neri bru", "Bruno Neri"]]) {
    await search.fill(typed!);
    await search.press("Enter");
    await expect(page.locator("tbody tr")).toHaveCount(1);
    await expect(page.locator("tbody th")).toHaveText(found!);
  }
  await search.fill("nobody <b>'\" at all");
  await search.press("Enter");
  await expect(page.getByRole("heading", { name: "Nobody found" })).toBeVisible();
  await expect(search).toHaveValue("nobody <b>'\" at all");
});

test("shows what is known of a customer, and keeps what the team adds", async ({ page }) => {
  const first = await send({ email: "Anna@posta.example", name: "Anna Rossi", topic: "news", fields: { newsletter: true }, device: { time_zone: "Europe/Rome" } });
  const second = await send({ email: "anna@posta.example", message: "Un'altra cosa" });
  const contact = await contactOf(first.id);
  await signIn(page, worker, "demo", "elio", `/contacts/${contact}`);
  await expect(page.getByRole("heading", { name: "Anna Rossi" })).toBeVisible();
  for (const { reference } of [first, second]) await expect(page.locator("main")).toContainText(reference);
  await expect(page.locator(".facts")).toContainText("anna@posta.example");
  await expect(page.locator(".facts")).toContainText("Europe/Rome");

  const consent = page.locator("li", { hasText: "qualcosa di nuovo" });
  await expect(consent).toContainText("Agreed");
  await expect(consent).toContainText(first.reference);
  await consent.getByRole("button", { name: "Withdraw" }).click();
  await expect(consent).toContainText("Not agreed");
  await expect(consent).toContainText("Elio");

  await page.getByLabel("Notes").fill("Prefers a call in the morning.\nKnows Marta.");
  await page.getByLabel("Tags").fill("vip, Wrong One");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.locator(".error")).toContainText("“Wrong”");
  await expect(page.getByLabel("Notes")).toHaveValue("Prefers a call in the morning.\nKnows Marta.");
  await page.getByLabel("Tags").fill("vip, wholesale, vip");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("status")).toContainText("Saved");
  await expect(page.getByLabel("Tags")).toHaveValue("vip, wholesale");
  const { contact: kept } = await (await worker.admin(`demo/contacts/${contact}`)).json();
  expect(kept).toMatchObject({ tags: ["vip", "wholesale"], notes: "Prefers a call in the morning.\nKnows Marta.", consents: { newsletter: { given: false, by: "Elio" } } });
  // Taking people's data out, and erasing them, is for those who lead.
  await expect(page.getByRole("link", { name: "Export" })).toHaveCount(0);
  await expect(page.getByRole("link", { name: "Erase" })).toHaveCount(0);
});

test("gives everything that is kept of a customer as a file", async ({ page }) => {
  const { id, reference } = await send({ email: "carla@posta.example", name: "Carla Verdi", message: "Il vaso è rotto." });
  await worker.admin(`demo/tickets/${id}/messages`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ text: "Ce ne dispiace.", by: "marta" }) });
  const contact = await contactOf(id);
  await signIn(page, worker, "demo", "marta", `/contacts/${contact}`);
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Export as JSON" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe(`${contact}.json`);
  const text = await (await import("node:fs/promises")).readFile(await file.path(), "utf8");
  for (const known of ["Carla Verdi", "carla@posta.example", "Il vaso è rotto.", "Ce ne dispiace.", reference]) expect(text).toContain(known);
  const api = await (await worker.admin(`demo/contacts/${contact}/export`)).json();
  expect({ ...api, exported_at: 0 }).toEqual({ ...JSON.parse(text), exported_at: 0 });
});

test("erases a customer after asking, and leaves nothing of them anywhere", async ({ page }) => {
  const person = { email: "dora.bianchi@posta.example", name: "Dora Bianchi", phone: "+39 347 7654321" };
  const marks = ["dora", "bianchi", "7654321", "zanzara", "ornitorinco", "farfalla", "cicogna", "pipistrello", "kiwi"];
  const { id, request } = await send({ ...person, message: "La lampada fa zanzara", searches: ["ornitorinco blu"], topic: "news", page: { url: "https://shop.example/farfalla", title: "farfalla" }, transcript: "cicogna", identity: { external_id: "kiwi", hmac: "" } });
  const other = await send({ email: "else@posta.example", name: "Someone Else", message: "Resto io" });
  const merged = await send({ ...person, message: "Ancora zanzara" });
  const post = (path: string, body: unknown) => worker.admin(`demo${path}`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
  expect((await post(`/tickets/${merged.id}/merge`, { into: other.id })).status).toBe(200);
  await post(`/tickets/${id}/messages`, { text: "Gentile Dora, ecco.", by: "marta" });
  await post(`/tickets/${id}/messages`, { text: "pipistrello", internal: true });
  await worker.admin(`demo/tickets/${id}`, { method: "PATCH", headers: { "content-type": "application/json" }, body: JSON.stringify({ owner: "marta", note: "Dora aspetta", status: "resolved" }) });
  const file = await fetch(`${worker.url}/v1/sites/demo/tickets/${id}/attachments?name=dora.txt`, { method: "POST", headers: { authorization: `Request ${request.split("/").pop()}`, "content-type": "text/plain" }, body: "zanzara in un file" });
  expect(file.status).toBe(201);
  await fetch(`${worker.url}/p/demo/requests`, { method: "POST", headers: { origin: worker.url }, body: new URLSearchParams({ email: person.email }) });
  await expect.poll(async () => (await catcher.to(person.email)).length).toBeGreaterThan(2);
  const settled = async () => (await worker.ticket("demo", id)).deliveries.every(({ state }) => state === "delivered");
  await expect.poll(settled).toBe(true);
  const contact = await contactOf(id);
  await worker.admin(`demo/contacts/${contact}`, { method: "PATCH", headers: { "content-type": "application/json" }, body: JSON.stringify({ notes: "zanzara", tags: ["vip"] }) });
  const before = await rows();
  for (const mark of marks) expect(before.some((text) => text.includes(mark)), mark).toBe(true);

  await signIn(page, worker, "demo", "marta", `/contacts/${contact}`);
  await page.getByRole("link", { name: "Erase…" }).click();
  await expect(page.getByRole("heading", { name: "Erase Dora Bianchi?" })).toBeVisible();
  await expect(page.locator("main")).toContainText("2 requests");
  await page.getByRole("button", { name: "Erase for good" }).click();
  await expect(page.getByRole("alert")).toContainText("Tick the box");
  await page.getByLabel("I know that this cannot be undone").check();
  await page.getByRole("button", { name: "Erase for good" }).click();
  await expect(page.getByRole("status")).toContainText("Erased");
  await page.goto(`${worker.url}/desk/demo/contacts/${contact}`);
  await expect(page.getByRole("heading", { name: "There is nothing here" })).toBeVisible();

  // The counts are still there, and the other customer's words.
  const { ticket, messages } = await worker.ticket("demo", id);
  expect(ticket).toMatchObject({ id, name: null, email: null, topic: "news", status: "resolved" });
  expect(messages.map(({ text }) => text)).toEqual(["–", "–", "–", "–"].slice(0, messages.length));
  expect((await worker.ticket("demo", other.id)).messages.map(({ text }) => text)).toEqual(["Resto io", "–"]);
  expect((await fetch(worker.url + request)).status).toBe(404);
  await expect.poll(() => receiver.deliveries.some(({ body }) => body.includes("contact.erased") && body.includes(contact))).toBe(true);
  await expect.poll(async () => (await rows()).filter((text) => marks.some((mark) => text.includes(mark)))).toEqual([]);
});

/** Every value in every table of every site's object, in lower case. */
async function rows(): Promise<string[]> {
  const { DatabaseSync } = await import("node:sqlite");
  const copy = mkdtempSync(join(tmpdir(), "premura-rows-"));
  try {
    cpSync(worker.data, copy, { recursive: true });
    const files = readdirSync(copy, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".sqlite"));
    const found: string[] = [];
    for (const name of files) {
      const database = new DatabaseSync(join(copy, name));
      const tables = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all();
      for (const { name: table } of tables) {
        if (table === "site") continue;
        const all = database.prepare(`SELECT * FROM "${table}"`);
        all.setReadBigInts(true);
        for (const row of all.all()) {
          for (const value of Object.values(row)) {
            const text = value instanceof Uint8Array ? Buffer.from(value).toString("utf8") : String(value);
            found.push(`${table}: ${text.toLowerCase()}`);
          }
        }
      }
      database.close();
    }
    return found;
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

test("an owner makes a token at the desk, sees it once and revokes it", async ({ page }) => {
  await signIn(page, worker, "demo", undefined, "/account");
  await page.getByRole("link", { name: "API tokens" }).click();
  await expect(page.getByRole("heading", { name: "No token yet" })).toBeVisible();
  await page.getByRole("button", { name: "Make the token" }).click();
  await expect(page.locator(".error")).toContainText("Say what it is for");
  await page.getByLabel("What is it for?").fill("Warehouse");
  await page.getByRole("button", { name: "Make the token" }).click();
  await expect(page.locator(".error")).toContainText("Tick at least one");
  await expect(page.getByLabel("What is it for?")).toHaveValue("Warehouse");
  await page.getByRole("checkbox", { name: "Read requests and their files" }).check();
  await page.getByRole("button", { name: "Make the token" }).click();
  const secret = await page.getByLabel("The token", { exact: true }).inputValue();
  const read = () => fetch(`${worker.url}/v1/sites/demo/tickets`, { headers: { authorization: `Bearer ${secret}` } });
  expect((await read()).status).toBe(200);
  await page.goto(`${worker.url}/desk/demo/account/tokens`);
  await expect(page.locator("main")).not.toContainText(secret.slice(0, 20));
  await expect(page.locator(".rows li")).toContainText("Warehouse");
  await page.getByRole("button", { name: "Revoke Warehouse" }).click();
  await expect(page.getByRole("status")).toContainText("Revoked");
  expect((await read()).status).toBe(401);
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`can be used by everybody, ${colorScheme}`, async ({ page }) => {
    test.setTimeout(180_000);
    await page.emulateMedia({ colorScheme });
    const { id } = await send({ email: `axe.${colorScheme}@posta.example`, name: "Ada", topic: "news", fields: { newsletter: true } });
    const contact = await contactOf(id);
    await signIn(page, worker, "demo", undefined, "/contacts");
    await expect(page.getByRole("heading", { name: "Customers" })).toBeVisible();
    for (const path of ["contacts", "contacts?q=nobody-at-all", `contacts/${contact}`, `contacts/${contact}/erase`, "account/tokens"]) {
      await page.goto(`${worker.url}/desk/demo/${path}`);
      await expect(page.locator("h1")).toBeVisible();
      await clean(page);
      for (const width of [390, 1280]) {
        await page.setViewportSize({ width, height: 900 });
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(wide, path).toBeLessThanOrEqual(0);
        if (process.env.PREMURA_LOOK) await page.screenshot({ path: join(process.env.PREMURA_LOOK, `${path.replace(/con_\w+/, "one").replace(/\W/g, "-")}-${width}-${colorScheme}.png`), fullPage: true });
      }
    }
  });

  test(`the page on the API can be used by everybody, ${colorScheme}`, async ({ page }) => {
    test.setTimeout(180_000);
    await page.emulateMedia({ colorScheme });
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    await page.goto(`${worker.url}/v1`);
    await expect(page.getByRole("heading", { name: "Premura’s API", level: 1 })).toBeVisible();
    await clean(page);
    if (process.env.PREMURA_LOOK) for (const width of [390, 1280]) {
      await page.setViewportSize({ width, height: 1200 });
      await page.screenshot({ path: join(process.env.PREMURA_LOOK, `v1-${width}-${colorScheme}.png`) });
    }
    expect(asked).toEqual([`${worker.url}/v1`]);
  });
}
