// Surveys: one tap is an answer, a comment is added to it, a low score leads to a person. Every
// answer is a button that posts, so all of it works with and without script.

import AxeBuilder from "@axe-core/playwright";
import { expect, test, type Page } from "@playwright/test";
import { fits, framed, tell } from "./profiles.ts";
import { DEMO, Receiver, SECRET, Shop, Worker } from "./stack.ts";

let worker: Worker;
let shop: Shop;
let receiver: Receiver;

test.beforeAll(async () => {
  receiver = await Receiver.start();
  worker = await Worker.start();
  const hook = `\n[[webhooks]]\nurl = "${receiver.url}"\nsecret = "${SECRET}"\nevents = ["survey.submitted"]\n`;
  await worker.publish("demo", DEMO + hook);
  shop = await Shop.start(worker);
});

test.afterAll(async () => {
  await shop?.stop();
  await worker?.stop();
  receiver?.stop();
});

/** What receivers were told of a survey, the oldest first. */
const told = (check: (data: any) => boolean) =>
  receiver.deliveries.map(({ body }) => JSON.parse(body).data).filter(check);

const clean = async (page: Page) => {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(" | ")}`)).toEqual([]);
};

for (const javaScriptEnabled of [true, false]) {
  test.describe(`${javaScriptEnabled ? "with" : "without"} script`, () => {
    test.use({ javaScriptEnabled });
    const comment = `Gentili, ${javaScriptEnabled}`;

    test("one tap is an answer, and a comment joins it", async ({ page }) => {
      await page.goto(`${worker.url}/p/demo/survey/csat?lang=it`);
      await expect(page.getByRole("heading", { level: 1, name: "Com'è andata con noi?" })).toBeVisible();
      await expect(page.locator(".face")).toHaveCount(5);
      await fits(page);
      if (javaScriptEnabled) await clean(page);
      await page.getByRole("button", { name: "Molto bene" }).click();
      await expect(page.getByRole("heading", { level: 1, name: "Grazie" })).toBeVisible();
      await expect(page.getByText("Il tuo voto: Molto bene.")).toBeVisible();
      await expect(page.getByRole("link", { name: "Scrivici" })).toHaveCount(0);
      const rating = new URL(page.url()).searchParams.get("rating");
      await expect.poll(() => told((data) => data.rating_id === rating).length).toBe(1);
      if (javaScriptEnabled) await clean(page);
      await page.getByLabel("Vuoi dirci perché?").fill(comment);
      await page.getByRole("button", { name: "Invia" }).click();
      await expect(page.getByText("Messaggio inviato.")).toBeVisible();
      await expect.poll(() => told((data) => data.rating_id === rating).length).toBe(2);
      const [first, second] = told((data) => data.rating_id === rating).sort((a, b) => Number(a.comment !== null) - Number(b.comment !== null));
      expect(first).toMatchObject({ survey: "csat", score: 5, scale: [1, 5], comment: null, question: null });
      expect(second).toMatchObject({ score: 5, comment });
    });

    test("a low score leads to a person who knows what it was about", async ({ page }) => {
      await page.goto(`${worker.url}/p/demo/survey/packaging?lang=it`);
      await expect(page.locator(".numbers button")).toHaveCount(11);
      await expect(page.getByRole("group", { name: "Com'era l'imballaggio?" })).toHaveAccessibleDescription(/Scadente\s*Perfetto/);
      await fits(page);
      await page.getByRole("button", { name: "3", exact: true }).click();
      await expect(page.getByText("Vuoi che una persona provi a rimediare?")).toBeVisible();
      await page.getByRole("link", { name: "Fatti richiamare" }).click();
      await expect(page.getByLabel("Con una telefonata")).toBeChecked();
      await expect(page.getByLabel("Il tuo messaggio")).toHaveValue(/Il mio voto: 3 su 10\. Com'era l'imballaggio\?/);
      await page.goBack();
      await page.getByRole("link", { name: "Scrivici" }).click();
      await expect(page.getByLabel("Via email")).toBeChecked();
    });

    test("what a mail chose counts once the customer confirms it", async ({ page }) => {
      const before = told((data) => data.survey === "nps" && data.question === null).length;
      await page.goto(`${worker.url}/p/demo/survey/nps?lang=it&score=9`);
      await expect(page.getByRole("heading", { name: "Quanto è probabile che tu consigli Bottega Lume?" })).toBeVisible();
      await expect(page.getByText("Il tuo voto: 9.")).toBeVisible();
      expect(told((data) => data.survey === "nps" && data.question === null).length).toBe(before);
      await page.getByRole("button", { name: "Invia il voto" }).click();
      await expect(page.getByRole("heading", { name: "Grazie" })).toBeVisible();
      await expect.poll(() => told((data) => data.survey === "nps" && data.question === null).length).toBe(before + 1);
    });
  });
}

test("the page opens a survey in the panel, and Escape closes it as ever", async ({ page }) => {
  const panel = await framed(page, shop.url, `${worker.url}/p/demo?embed=1&lang=it`);
  await tell(page, { type: "call", name: "survey", args: ["ces"] });
  await expect(panel.getByRole("heading", { level: 1, name: /Quanto è stato facile/ })).toBeVisible();
  await expect(panel.locator(".frame")).toHaveAttribute("data-embed", "floating");
  await panel.getByRole("button", { name: "7", exact: true }).click();
  await expect(panel.getByText("Il tuo voto: 7.")).toBeVisible();
  await expect(panel.locator(".frame")).toHaveAttribute("data-embed", "floating");
  await panel.locator("#comment").press("Escape");
  await expect.poll(() => page.evaluate(() => (window as any).said.some((message: any) => message.type === "close"))).toBe(true);
});

test("an answer leads to the survey that follows it", async ({ page }) => {
  await page.goto(`${worker.url}/p/demo/faq/shipping-cost?lang=it`);
  await page.getByRole("link", { name: /Quanto è stato facile/ }).click();
  await page.getByRole("button", { name: "2", exact: true }).click();
  await expect.poll(() => told((data) => data.faq === "shipping-cost").length).toBe(1);
});

test("only scores of the scale are taken, and only surveys there are", { tag: "@once" }, async () => {
  const post = (body: unknown) =>
    fetch(`${worker.url}/v1/sites/demo/surveys`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  for (const [survey, score, field] of [
    ["csat", 0, "score"],
    ["csat", 6, "score"],
    ["nps", 11, "score"],
    ["nps", -1, "score"],
    ["nps", 2.5, "score"],
    ["ces", 8, "score"],
    ["packaging", 11, "score"],
    ["mood", 1, "survey"],
  ] as const) {
    const response = await post({ survey, score });
    expect(response.status).toBe(422);
    expect((await response.json()).errors[0].field).toBe(field);
  }
  const { rating } = await (await post({ survey: "nps", score: 0 })).json();
  const changed = await (await post({ survey: "nps", score: 1, rating, comment: "Ora sì" })).json();
  expect(changed.rating).toBe(rating);
  // A rating of another survey, or of nobody, is a new one: nothing is told about it.
  expect((await (await post({ survey: "ces", score: 1, rating })).json()).rating).not.toBe(rating);
  expect((await (await post({ survey: "nps", score: 1, rating: "evt_nobody" })).json()).rating).not.toBe("evt_nobody");
  const page = (id: string) => fetch(`${worker.url}/p/demo/survey/${id}`);
  expect((await page("mood")).status).toBe(404);
  expect((await page("packaging")).status).toBe(200);
  const wrong = await fetch(`${worker.url}/p/demo/survey/nps`, { method: "POST", body: new URLSearchParams({ score: "12" }) });
  expect(wrong.status).toBe(422);
});
