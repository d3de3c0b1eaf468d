// My requests: those this device keeps, with what is new, and those a mailed link proves; the
// conversation in the panel, which goes on by itself.

import AxeBuilder from "@axe-core/playwright";
import { expect, test, type Frame, type Page } from "@playwright/test";
import { framed, said, tell } from "./profiles.ts";
import { DEMO, MailCatcher, Shop, Worker } from "./stack.ts";

let catcher: MailCatcher;
let worker: Worker;
let shop: Shop;

test.beforeAll(async () => {
  catcher = await MailCatcher.start();
  worker = await Worker.start({ SMTP_URL: catcher.smtp });
  await worker.publish("demo", DEMO);
  shop = await Shop.start(worker);
});

test.afterAll(async () => {
  await shop?.stop();
  await worker?.stop();
  await catcher?.stop();
});

interface Sent {
  id: string;
  reference: string;
  token: string;
}

async function sent(email: string, message: string): Promise<Sent> {
  const response = await worker.submit("demo", { email, message, lang: "it", topic: "order" });
  expect(response.status).toBe(201);
  const { id, reference, request } = await response.json();
  return { id, reference, token: request.split("/").pop() };
}

async function answer({ id }: Sent, text: string): Promise<void> {
  const response = await worker.admin(`demo/tickets/${id}/messages`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ text, by: "marta" }),
  });
  expect(response.status, await response.text()).toBeLessThan(300);
}

const list = (tokens: unknown, path = "requests?lang=it") =>
  fetch(`${worker.url}/v1/sites/demo/${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ tokens }),
  });

/** Writes and sends a request in the panel, as a customer does. */
async function write(frame: Frame, email: string, message: string): Promise<void> {
  await frame.getByRole("link", { name: "Scrivici", exact: true }).first().click();
  await frame.getByLabel("Il tuo messaggio").fill(message);
  await frame.getByLabel("La tua email").fill(email);
  await frame.getByRole("button", { name: "Invia" }).click();
  await expect(frame.getByRole("heading", { level: 1, name: "Ricevuto" })).toBeVisible();
}

const kept = (frame: Frame) => frame.evaluate(() => JSON.parse(localStorage.getItem("premura.requests.demo") ?? "[]"));
const clean = async (page: Page) => {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(" | ")}`)).toEqual([]);
};
const request = async (email: string) => {
  const views = ["demo/tickets", "demo/tickets?view=spam"];
  const all = (await Promise.all(views.map(async (view) => (await (await worker.admin(view)).json()).tickets))).flat();
  return all.find((ticket: any) => ticket.email === email);
};

test("a request sent from here is listed here, and its conversation goes on in the panel", async ({ page }) => {
  const email = `anna@posta.example`;
  const panel = await framed(page, shop.url, `${worker.url}/p/demo?embed=1&lang=it`);
  expect(await panel.evaluate(() => localStorage.length + sessionStorage.length), "nothing kept before").toBe(0);
  await write(panel, email, "Dov'è la mia lampada?");
  await expect.poll(() => kept(panel)).toHaveLength(1);
  const ticket = await request(email);

  await panel.getByRole("link", { name: "Segui la tua richiesta" }).click();
  await expect(panel.getByRole("heading", { level: 1, name: "La tua richiesta" })).toBeVisible();
  await expect(panel.locator(".frame")).toHaveAttribute("data-embed", "floating");
  await answer({ id: ticket.id, reference: ticket.reference, token: "" }, "È partita stamattina.");
  // Nobody pressed anything: it appears, and is seen as it does.
  await expect(panel.locator(".messages").getByText("È partita stamattina.")).toBeVisible();
  await expect.poll(async () => (await kept(panel))[0]?.[1]).toBe(1);

  // What is being written stays while news come in.
  await panel.getByLabel("Il tuo messaggio").fill("Grazie, e qua");
  await answer({ id: ticket.id, reference: ticket.reference, token: "" }, "Arriva domani.");
  await expect(panel.locator(".messages").getByText("Arriva domani.")).toBeVisible();
  await expect(panel.getByLabel("Il tuo messaggio")).toHaveValue("Grazie, e qua");
  await panel.getByLabel("Il tuo messaggio").fill("Grazie!");
  await panel.getByRole("button", { name: "Invia", exact: true }).click();
  await expect(panel.getByText("Messaggio inviato.")).toBeVisible();
  await expect(panel.locator(".frame")).toHaveAttribute("data-embed", "floating");

  await panel.getByRole("link", { name: "Le tue richieste" }).click();
  const row = panel.locator(".requests a");
  await expect(row).toHaveCount(1);
  await expect(row).toContainText(ticket.reference);
  await expect(row).toContainText("Tu: Grazie!");
  await expect(row).toContainText("In corso");
  await expect(row.locator(".new")).toHaveCount(0);
});

test("the launcher hears how many replies are new, until they are read", async ({ page }) => {
  const mine = await sent(`bea@posta.example`, "Ciao");
  const panel = await framed(page, shop.url, `${worker.url}/p/demo/faq/shipping-cost?embed=1&lang=it`);
  await panel.evaluate((token) => localStorage.setItem("premura.requests.demo", JSON.stringify([[token, 0]])), mine.token);
  await answer(mine, "Prima");
  await answer(mine, "Seconda");
  const again = await framed(page, shop.url, `${worker.url}/p/demo?embed=1&lang=it`);
  await expect.poll(async () => (await said(page, "badge"))[0]?.count).toBe(2);

  await tell(page, { type: "call", name: "requests", args: [] });
  await again.locator(".requests .new").waitFor();
  await expect(again.locator(".requests .new")).toHaveText("Novità: 2");
  await expect(again.locator(".requests a")).toContainText("Aspetta te");
  await again.locator(".requests a").click();
  await expect(again.getByText("Seconda")).toBeVisible();
  await expect.poll(async () => (await said(page, "badge"))[0]?.count).toBe(0);

  await tell(page, { type: "call", name: "reset", args: [] });
  await again.locator("#q").waitFor();
  expect(await kept(again)).toEqual([]);
});

test("a mailed link shows the requests of an address, once", async ({ page, context }) => {
  const email = `carla@posta.example`;
  const mine = await sent(email, "Vorrei cambiare il paralume.");
  await page.goto(`${worker.url}/p/demo/requests?lang=it`);
  await expect(page.getByText("Su questo dispositivo non ci sono ancora tue richieste.")).toBeVisible();
  await clean(page);
  const ask = async (address: string) => {
    await page.getByLabel("La tua email").fill(address);
    await page.getByRole("button", { name: "Mandami il link" }).click();
    return page.locator(".notice").textContent();
  };
  const told = await ask(email);
  expect((await ask(`nobody@posta.example`))!.replace(/nobody/, "carla"), "it says the same of strangers").toBe(told);
  const mails = async () => (await catcher.to(email)).filter(({ subject }) => subject === "Le tue richieste");
  await expect.poll(async () => (await mails()).length).toBe(1);
  expect(await catcher.to(`nobody@posta.example`)).toEqual([]);
  const link = (await mails())[0]!.text.match(/https?:\S+link=\S+/)![0];
  const url = worker.url + new URL(link).pathname + new URL(link).search;

  // Programs follow links in mails: that uses nothing up.
  expect((await fetch(url)).status).toBe(200);
  await page.goto(url);
  await clean(page);
  await page.getByRole("button", { name: "Mostra le mie richieste" }).click();
  await expect(page.locator(".requests a")).toContainText(mine.reference);
  await clean(page);
  // From now on this device knows them.
  await page.goto(`${worker.url}/p/demo/requests?lang=it`);
  await expect(page.locator(".requests a")).toContainText("Vorrei cambiare il paralume.");
  await page.locator(".requests a").click();
  await expect(page.getByRole("heading", { level: 1, name: "La tua richiesta" })).toBeVisible();

  const other = await context.newPage();
  await other.goto(url);
  await other.getByRole("button", { name: "Mostra le mie richieste" }).click();
  await expect(other.locator(".summary")).toContainText("già stato usato");
  await expect(other.getByLabel("La tua email")).toBeVisible();
  const forged = await other.goto(`${url.slice(0, -1)}${url.endsWith("0") ? "1" : "0"}`);
  expect(forged!.status()).toBe(200);
  await expect(other.locator(".summary")).toBeVisible();
});

test.describe("with scripts disabled", () => {
  test.use({ javaScriptEnabled: false });

  test("the way by mail works as it comes", async ({ page }) => {
    await sent("dora@posta.example", "Senza script.");
    await page.goto(`${worker.url}/p/demo/requests?lang=it`);
    await page.getByLabel("La tua email").fill("dora@");
    await page.getByRole("button", { name: "Mandami il link" }).click();
    await expect(page.locator(".summary")).toBeVisible();
    await page.getByLabel("La tua email").fill("DORA@posta.example");
    await page.getByRole("button", { name: "Mandami il link" }).click();
    await expect(page.locator(".notice")).toContainText("Funziona una volta sola");
    const mails = async () => (await catcher.to("dora@posta.example")).filter(({ subject }) => subject === "Le tue richieste");
    await expect.poll(async () => (await mails()).length).toBe(1);
    const link = new URL((await mails())[0]!.text.match(/https?:\S+link=\S+/)![0]);
    await page.goto(worker.url + link.pathname + link.search);
    await page.getByRole("button", { name: "Mostra le mie richieste" }).click();
    await page.locator(".requests a").click();
    await expect(page.getByText("Senza script.")).toBeVisible();
  });
});

test("the page's script leads to surveys and requests, and from there on", async ({ page }) => {
  await page.goto(shop.url);
  const call = (...args: unknown[]) =>
    page.evaluate((list) => (window as any).Premura(...list).then(() => "done", ({ code }: any) => code), args);
  const panel = page.frameLocator("premura-care iframe");
  expect(await call("survey", "nps")).toBe("done");
  await expect(panel.locator("h1")).toContainText("Quanto è probabile");
  for (const [name, argument] of [["suggest", ["returns"]], ["identify", { email: "ada@posta.example" }], ["track", "converted"]]) {
    expect(await call(name, argument), String(name)).toBe("done");
  }
  expect(await call("requests")).toBe("done");
  await expect(panel.getByRole("heading", { level: 1, name: "Le tue richieste" })).toBeVisible();
  expect(await call("search", "spedizione")).toBe("done");
  await expect(panel.getByRole("heading", { name: "Risposte per “spedizione”" })).toBeVisible();
  await panel.getByRole("link", { name: "Le tue richieste" }).click();
  await expect(panel.getByLabel("La tua email")).toBeVisible();
  expect(await call("reset")).toBe("done");
  await expect(panel.locator("#q")).toBeVisible();
});

test("“Back” leads from surveys and requests to where one came from in the panel", async ({ page }) => {
  const mine = await sent("ines@posta.example", "Quando arriva?");
  const panel = await framed(page, shop.url, `${worker.url}/p/demo?embed=1&lang=it`);
  await panel.evaluate((token) => localStorage.setItem("premura.requests.demo", JSON.stringify([[token, 0]])), mine.token);
  await panel.locator('.rows a[href*="/faq/"]').first().click();
  const question = await panel.locator("h1").textContent();
  const answer = panel.getByRole("heading", { level: 1, name: question!, exact: true });
  const back = () => panel.getByRole("link", { name: "Indietro", exact: true }).click();
  await panel.getByRole("link", { name: /Quanto è stato facile/ }).click();
  await panel.getByRole("button", { name: "7", exact: true }).click();
  await expect(panel.getByText("Il tuo voto: 7.")).toBeVisible();
  await back();
  await expect(answer).toBeVisible();

  // A page that goes on before it is loaded leaves no trace in the history.
  await panel.waitForLoadState("load");
  // Past the request that was read, which has a way of its own to the list.
  await tell(page, { type: "call", name: "requests", args: [] });
  await panel.locator(".requests a").click();
  await panel.getByRole("link", { name: "Le tue richieste" }).click();
  await panel.locator(".requests a").waitFor();
  await back();
  await expect(answer).toBeVisible();
  await back();
  await expect(panel.locator("#q")).toBeVisible();

  // Who came from elsewhere is led to the first view.
  await page.goto(`${worker.url}/p/demo/survey/csat?lang=it`);
  await page.getByRole("link", { name: "Indietro", exact: true }).click();
  await expect(page.locator("#q")).toBeVisible();
});

test("the API lists what its tokens open, and says nothing of others", { tag: "@once" }, async () => {
  const [one, two] = [await sent("elio@posta.example", "Uno"), await sent("elio@posta.example", "Due")];
  await answer(one, "**Ecco.**");
  const forged = one.token.replace(/.$/, (last) => (last === "0" ? "1" : "0"));
  const response = await list([two.token, forged, "", "demo.7k3m92qx.x", one.token, one.token]);
  expect(response.status).toBe(200);
  const { requests } = await response.json();
  expect(requests.map(({ reference }: any) => reference)).toEqual([one.reference, two.reference]);
  expect(requests[0]).toMatchObject({
    token: one.token,
    request: `/r/${one.token}`,
    status: "your_turn",
    replies: 1,
    last_by: "Marta",
    last_text: "Ecco.",
  });
  expect(await (await list([forged])).json()).toEqual({ requests: [] });
  for (const bad of [undefined, "x", [1], Array(21).fill(one.token)]) {
    const refused = await list(bad);
    expect(refused.status).toBe(422);
    expect((await refused.json()).errors[0].field).toBe("tokens");
  }
});

test("lists and links have their limits, and a customer is mailed only so many", { tag: "@once" }, async () => {
  const narrow = DEMO.replace(/request_link = .*/, "request_link = { burst = 2, per_hour = 1 }").replace(
    /request_list = .*/,
    "request_list = { burst = 1, per_hour = 1 }",
  );
  await worker.publish("narrow", narrow);
  const email = "gina@posta.example";
  const response = await worker.submit("narrow", { email, message: "Ciao", lang: "it" });
  const token = (await response.json()).request.split("/").pop();
  const from = (address: string) => ({ "cf-connecting-ip": address });
  const ask = async (address: string) =>
    (await fetch(`${worker.url}/p/narrow/requests?lang=it`, { method: "POST", headers: from(address), body: new URLSearchParams({ email }) })).status;
  const own = { headers: { ...from("192.0.2.1"), "content-type": "application/json" }, method: "POST", body: JSON.stringify({ tokens: [token] }) };
  expect((await fetch(`${worker.url}/v1/sites/narrow/requests`, own)).status).toBe(200);
  const refused = await fetch(`${worker.url}/v1/sites/narrow/requests`, own);
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  // Whoever asks from many places hears the same, and the customer gets no more mails.
  expect([await ask("192.0.2.1"), await ask("192.0.2.1"), await ask("192.0.2.1"), await ask("192.0.2.2")]).toEqual([200, 200, 429, 200]);
  const mails = async () => (await catcher.to(email)).filter(({ subject }) => subject === "Le tue richieste").length;
  await expect.poll(mails).toBe(2);
});

test("another site cannot list, ask or use a link in a customer's name", { tag: "@once" }, async () => {
  const foreign = { origin: "https://elsewhere.example", "sec-fetch-site": "cross-site" };
  const response = await fetch(`${worker.url}/p/demo/requests`, {
    method: "POST",
    headers: foreign,
    body: new URLSearchParams({ email: "anna@posta.example" }),
  });
  expect(response.status).toBe(403);
});

test("a request's page may stand in the panel's frame only where it is asked for so", { tag: "@once" }, async () => {
  const { token } = await sent("fabio@posta.example", "Ciao");
  const policy = async (query: string) => (await fetch(`${worker.url}/r/${token}${query}`)).headers.get("content-security-policy");
  expect(await policy("")).toContain("frame-ancestors 'none'");
  expect(await policy("?embed=x")).toContain("frame-ancestors 'none'");
  expect(await policy("?embed=1")).toContain("frame-ancestors *");
  await worker.publish("closed", DEMO.replace("origins = []", 'origins = ["https://bottega.example"]'));
  const { request } = await (await worker.submit("closed", { email: "f@posta.example", message: "Ciao" })).json();
  const closed = await fetch(`${worker.url}${request}?embed=1`);
  expect(closed.headers.get("content-security-policy")).toContain("frame-ancestors 'self' https://bottega.example");
});
