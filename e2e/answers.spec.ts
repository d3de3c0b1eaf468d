// Answers: what customers type is matched with the site's FAQs on their own device, at the edge where
// there is no script, and what finds nothing comes back to the owner as suggestions.

import { expect, test, type Page } from "@playwright/test";
import { DEMO, Worker } from "./stack.ts";

let worker: Worker;

test.beforeAll(async () => {
  worker = await Worker.start();
  await worker.publish("demo", DEMO);
});

test.afterAll(() => worker?.stop());

const results = (page: Page) => page.locator(".found a");
const words = (page: Page) => results(page).locator("span span");
/** What is marked in the first row. */
const marked = (page: Page) =>
  page.evaluate(() => {
    const row = document.querySelector(".found:not([hidden]) a");
    return [...(CSS.highlights.get("found") ?? [])].map((range) => (row?.contains(range.startContainer) ? `${range}` : "")).join("");
  });
const search = (page: Page, typed: string) => page.getByRole("searchbox").fill(typed);
const learnt = (page: Page) => page.waitForResponse((response) => response.url().includes("/p/demo/answers?"));

async function open(page: Page, lang = "it", path = ""): Promise<void> {
  const arrived = learnt(page);
  await page.goto(`${worker.url}/p/demo${path}?lang=${lang}`);
  await arrived;
  await page.locator("html[data-ready]").waitFor();
}

test.describe("with script", () => {
  for (const [lang, typed, question] of [
    ["it", "spe", "Quanto costa la spedizione?"],
    ["it", "spedizioni", "Quanto costa la spedizione?"],
    ["it", "cofezione regalo", "Potete fare una confezione regalo?"],
    ["it", "disdire", "Posso cambiare o annullare un ordine?"],
    ["en", "shiping cost", "How much is shipping?"],
    ["en", "Can I change or cancel an order?", "Can I change or cancel an order?"],
  ]) {
    test(`“${typed}” finds “${question}”`, async ({ page }) => {
      await open(page, lang);
      await search(page, typed);
      await expect(words(page).first()).toHaveText(question);
    });
  }

  test("what matched is marked, and nothing that was typed leaves the device", async ({ page }) => {
    await open(page);
    const asked: string[] = [];
    page.on("request", (request) => asked.push(`${request.method()} ${new URL(request.url()).pathname} ${request.postData()}`));
    await page.getByRole("searchbox").pressSequentially("spedizione");
    await expect.poll(() => marked(page)).toMatch(/^sped/i);
    await search(page, "zzzz qqqq");
    await expect(page.locator(".count")).toContainText("non abbiamo ancora una risposta");
    // The address follows when the typing pauses: all that the pause sets off has happened then.
    await expect(page).toHaveURL(/q=zzzz/);
    // That something was asked is counted, without a word of it.
    expect(asked.filter((one) => one !== 'POST /v1/sites/demo/help {"steps":["asked"]}')).toEqual([]);
  });

  test("what matched is marked where a browser draws marks only as elements", async ({ page }) => {
    await page.addInitScript(() => Object.defineProperty(CSS, "highlights", { value: undefined }));
    await open(page);
    await page.getByRole("searchbox").pressSequentially("spedizione");
    await expect(results(page).first().locator("mark").first()).toHaveText(/^sped/i);
    await search(page, "cofezione");
    await expect(results(page).first().locator("mark").first()).toHaveText(/^conf/i);
    await expect(words(page).first()).toHaveText("Potete fare una confezione regalo?");
  });

  test("marks go with the letters, and with the rows", async ({ page }) => {
    await open(page);
    await search(page, "spedizione");
    await expect.poll(() => marked(page)).toMatch(/^sped/i);
    await search(page, "cofezione");
    await expect.poll(() => marked(page)).toMatch(/^conf/i);
    await expect(words(page).first()).toHaveText("Potete fare una confezione regalo?");
    await search(page, "zzzz qqqq");
    await expect.poll(() => marked(page)).toBe("");
    // A row drawn by the server, and one found here after coming back from an answer.
    await search(page, "spedizione");
    await results(page).first().click();
    await page.locator(".back a").click();
    await expect.poll(() => marked(page)).toMatch(/^sped/i);
  });

  test("what is typed before the answers arrive is answered when they do", async ({ page }) => {
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    await page.route("**/answers?**", async (route) => {
      await held;
      await route.continue();
    });
    await page.goto(`${worker.url}/p/demo?lang=it`);
    await page.locator("html[data-ready]").waitFor();
    await search(page, "spediz");
    // Nothing is said to be missing while it is not known.
    await expect(page.locator(".count")).toBeHidden();
    release();
    await expect(words(page).first()).toHaveText(/spedizione/);
  });

  test("without the answers the server searches", async ({ page }) => {
    await page.route("**/answers?**", (route) => route.abort());
    await page.goto(`${worker.url}/p/demo?lang=it`);
    await page.locator("html[data-ready]").waitFor();
    await search(page, "spediz");
    await page.keyboard.press("Enter");
    await expect(words(page).first()).toHaveText(/spedizione/);
    await expect(page).toHaveURL(/q=spediz/);
  });

  test("while writing, the answer is offered and leaves the message alone", async ({ page }) => {
    await open(page, "it", "/write");
    const message = page.getByLabel("Il tuo messaggio");
    const suggested = page.locator(".suggested");
    await message.fill("Buongiorno");
    await expect(suggested).toBeHidden();
    await message.fill("Buongiorno, quanto costa la spedizione in Sicilia? Grazie");
    await expect(suggested.getByRole("link").first()).toHaveText("Quanto costa la spedizione?");
    expect(await suggested.getByRole("link").count()).toBeLessThanOrEqual(3);
    await expect(message).toBeFocused();
    await suggested.getByRole("link").first().click();
    await expect(page.getByRole("heading", { level: 1, name: "Quanto costa la spedizione?" })).toBeVisible();
    await page.goBack();
    await expect(page.getByLabel("Il tuo messaggio")).toHaveValue(/Sicilia/);
  });
});

test.describe("with scripts disabled", () => {
  test.use({ javaScriptEnabled: false });

  for (const path of ["/p/demo", "/help/demo"]) {
    test(`${path} searches with typos, and says so where it finds nothing`, async ({ page }) => {
      await page.goto(`${worker.url}${path}?lang=it&q=spedizzione`);
      await expect(page.getByRole("main").getByRole("link", { name: /Quanto costa la spedizione/ })).toBeVisible();
      await page.goto(`${worker.url}${path}?lang=it&q=zzzz`);
      await expect(page.getByText("non abbiamo ancora una risposta pronta")).toBeVisible();
    });
  }
});

test.describe("the index", () => {
  const index = async (site: string, query = "lang=it", accept = "identity") => {
    const response = await fetch(`${worker.url}/p/${site}/answers?${query}`, { headers: { "accept-encoding": accept } });
    return { response, bytes: Buffer.from(await response.arrayBuffer()) };
  };
  const address = async () => {
    const page = await (await fetch(`${worker.url}/p/demo?lang=it`)).text();
    return /"answers":"\/p\/demo\/answers\?([^"]*)"/.exec(page)![1].replaceAll("\\u0026", "&");
  };

  test("is kept by browsers under its version's name, and compressed", { tag: "@once" }, async () => {
    const query = await address();
    const { response, bytes } = await index("demo", query, "br");
    expect(response.headers.get("cache-control")).toContain("immutable");
    expect(response.headers.get("content-encoding")).toBe("br");
    const plain = await index("demo", query);
    expect(plain.response.headers.get("content-encoding")).toBeNull();
    expect(plain.bytes.equals(bytes)).toBe(true);
    expect((await index("demo")).response.headers.get("cache-control")).toBe("no-store");
  });

  test("is the same after a restart, and for the same FAQs in another order", { tag: "@once" }, async () => {
    await worker.publish("twice", DEMO);
    const { bytes } = await index("twice");
    await worker.kill();
    await worker.restart();
    expect((await index("twice")).bytes.equals(bytes)).toBe(true);
    const [before, ...faqs] = DEMO.split(/(?=^\[\[faqs\]\]$)/m);
    const [last, ...after] = faqs.pop()!.split(/(?=^# ── )/m);
    await worker.publish("twice", [before, last, ...faqs.reverse(), ...after].join(""));
    expect((await index("twice")).bytes.equals(bytes)).toBe(true);
  });

  test("follows what is published, in a language of the site or its first", { tag: "@once" }, async () => {
    await worker.publish("other", DEMO);
    const { bytes } = await index("other", "lang=it");
    await worker.publish("other", DEMO.replace("Quanto costa la spedizione?", "Quanto si paga di trasporto?"));
    expect((await index("other", "lang=it")).bytes.equals(bytes)).toBe(false);
    expect((await index("other", "lang=xx")).response.status).toBe(200);
    expect((await index("nobody")).response.status).toBe(404);
  });
});

test("what was asked and not found comes back to the owner as suggestions", async ({ page }) => {
  await worker.publish("learning", DEMO);
  const suggestions = async () => (await (await worker.admin("learning/suggestions")).json()).suggestions;
  expect(await suggestions()).toEqual([]);
  const miss = (query: string) =>
    fetch(`${worker.url}/v1/sites/learning/searches?lang=it`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query }),
    });
  for (const query of ["buono regalo digitale", "Buoni regalo digitali", "buono  regalo DIGITALE", "zzzz"]) {
    expect((await miss(query)).status).toBe(202);
  }

  // A search that finds nothing is told once the customer acts on it.
  await page.goto(`${worker.url}/p/learning?lang=it`);
  await page.locator("html[data-ready]").waitFor();
  await search(page, "qqqq");
  await expect(page).toHaveURL(/q=qqqq/);
  const told = page.waitForRequest((request) => request.url().includes("/searches"));
  await page.keyboard.press("Enter");
  expect(JSON.parse((await told).postData()!)).toEqual({ query: "qqqq" });

  await expect.poll(async () => (await suggestions()).length).toBe(3);
  const [first, ...others] = await suggestions();
  expect(first).toMatchObject({ lang: "it", asked: 3, phrasing: "buono regalo digitale" });
  expect(first.nearest.faq).toBe("gift");
  expect(first.examples).toHaveLength(1);
  expect(others.map((other: any) => other.phrasing).sort()).toEqual(["qqqq", "zzzz"]);
  expect((await fetch(`${worker.url}/v1/sites/learning/suggestions`)).status).toBe(401);
});
