// The page's calls: what they promise, and what they keep.

import { expect, type Page } from "@playwright/test";
import { TAG, call, card, connected, frame, heard, launcher, say, test } from "./host-page.ts";

/** How a call ends: "done", or the code of its failure. */
const end = (page: Page, ...args: unknown[]): Promise<string> =>
  page.evaluate((list) => (window as any).Premura(...list).then(() => "done", ({ code }: any) => code), args);

const kept = (page: Page) => page.evaluate(() => [{ ...localStorage }, { ...sessionStorage }]);

const names = async (page: Page) => (await heard(page, "heard"))?.filter(({ type }: any) => type === "call").map(({ name }: any) => name);

test("keeps its promises once the panel has done it", async ({ page, pages }) => {
  await page.goto(pages.page("plain", TAG));
  for (const args of [["open"], ["search", "lamp"], ["article", "shipping-cost"], ["suggest", ["returns"]], ["close"], ["toggle"]]) {
    expect(await end(page, ...args)).toBe("done");
  }
  for (const args of [["prefill", { message: "Ciao" }], ["identify", { email: "ada@posta.example" }], ["reset"]]) {
    expect(await end(page, ...args)).toBe("done");
  }
  expect(await names(page)).toEqual(["search", "article", "suggest", "prefill", "identify", "reset"]);
});

test("says by a code why a call cannot be done, and is no error of a page that does not ask", async ({ page, pages }) => {
  await page.goto(pages.page("plain", TAG));
  expect(await end(page, "article", "nowhere")).toBe("not_found");
  for (const args of [["search"], ["search", 7], ["article", " "], ["suggest", "returns"], ["identify", {}], ["prefill", null], ["on", "open"], ["track", "sold"]]) {
    expect(await end(page, ...args), JSON.stringify(args)).toBe("invalid_argument");
  }
  expect(await page.evaluate(() => (window as any).Premura.prefill({ message: () => {} }).catch(({ code, name, message }: any) => [code, name, message]))).toEqual([
    "invalid_argument",
    "PremuraError",
    "What is passed on must be plain values.",
  ]);
  // Were it an error of the page, the fixture would have heard of it.
  await page.evaluate(() => void (window as any).Premura.article("nowhere"));
  expect(await page.evaluate(() => {
    const { Premura } = window as any;
    const waits = Premura.search("late").catch(({ code }: any) => code);
    Premura.destroy();
    return waits;
  })).toBe("destroyed");
});

test("asks for nothing for calls that have nothing to do yet, and makes them first", async ({ page, pages }) => {
  await page.goto(pages.page("plain", TAG));
  await expect(launcher(page)).toBeVisible();
  for (const args of [["identify", { email: "ada@posta.example" }], ["prefill", { message: "Ciao" }], ["suggest", ["returns"]], ["track", "converted"], ["close"]]) {
    expect(await end(page, ...args)).toBe("done");
  }
  await page.evaluate(() => (window as any).Premura.on("open", () => ((window as any).told = true)));
  expect(pages.asked).toEqual(["/premura.js"]);
  await launcher(page).click();
  await connected(page);
  await expect.poll(() => names(page)).toEqual(["identify", "prefill", "suggest"]);
  expect(await page.evaluate(() => (window as any).told)).toBe(true);
});

test("keeps a mark on the page's own origin once a request was sent, and asks whether there is an answer", async ({ page, pages }) => {
  await page.goto(pages.page("plain", TAG));
  await launcher(page).click();
  await connected(page);
  expect(await kept(page)).toEqual([{}, {}]);
  await say(page, { type: "remember" });
  await expect.poll(() => kept(page)).toEqual([
    { "premura:bottega": expect.stringMatching(/^{"count":0,"at":\d+}$/) },
    { "premura:bottega": '{"contact":true}' },
  ]);
  await say(page, { type: "badge", count: 2 });
  await expect.poll(async () => (await kept(page))[0]["premura:bottega"]).toContain('"count":2');

  // The next page shows what is known, and asks for nothing so soon.
  pages.asked.length = 0;
  await page.reload();
  await expect(launcher(page)).toHaveAccessibleName("Aiuto nuovi messaggi: 2");
  expect(pages.asked.filter((path) => path.startsWith("/p/"))).toEqual([]);
  // Some minutes later it asks, unseen.
  await page.evaluate(() => (localStorage["premura:bottega"] = JSON.stringify({ count: 2, at: Date.now() - 301_000 })));
  await page.reload();
  await connected(page);
  await expect(card(page)).toBeHidden();
  await say(page, { type: "badge", count: 12 });
  await expect(launcher(page)).toHaveAccessibleName("Aiuto nuovi messaggi: 9+");
  await say(page, { type: "badge", count: 0 });
  await expect(launcher(page)).toHaveAccessibleName("Aiuto");
  await say(page, { type: "forget" });
  await expect.poll(async () => (await kept(page))[0]).toEqual({});
});

test("shows a count without keeping it where no request was sent", async ({ page, pages }) => {
  await page.goto(pages.page("plain", TAG));
  await launcher(page).click();
  await connected(page);
  await say(page, { type: "badge", count: 1 });
  await call(page, "close");
  await expect(launcher(page)).toHaveAccessibleName("Aiuto nuovi messaggi: 1");
  expect(await kept(page)).toEqual([{}, {}]);
});

test("counts a conversion once, and only in a visit with a request", async ({ page, pages }) => {
  await page.goto(pages.page("plain", TAG));
  await launcher(page).click();
  await connected(page);
  expect(await end(page, "track", "converted")).toBe("done");
  expect(await names(page)).toEqual([]);
  await say(page, { type: "remember" });
  await expect.poll(async () => (await kept(page))[1]).not.toEqual({});
  // The shop's last page, where nobody opened the panel.
  await page.reload();
  expect(await end(page, "track", "converted")).toBe("done");
  expect(await end(page, "track", "converted")).toBe("done");
  await connected(page);
  await expect.poll(() => names(page)).toEqual(["track"]);
  await expect(card(page)).toBeHidden();
});

test("forgets everything on this device at reset, seen or unseen", async ({ page, pages }) => {
  await page.goto(pages.page("plain", TAG));
  await page.evaluate(() => {
    localStorage["premura:bottega"] = '{"count":3,"at":0}';
    sessionStorage["premura:bottega"] = '{"contact":true}';
    localStorage.theirs = "stays";
  });
  expect(await end(page, "reset")).toBe("done");
  expect(await kept(page)).toEqual([{ theirs: "stays" }, {}]);
  expect(await names(page)).toEqual(["reset"]);
  await expect(card(page)).toBeHidden();
  await expect(launcher(page)).toHaveAccessibleName("Aiuto");
});

test("tells every document of a panel who the customer is, until reset", async ({ page, pages }) => {
  await page.goto(pages.page("plain", TAG));
  await page.evaluate(() => (window as any).Premura.identify({ email: "ada@posta.example", hmac: "5e1c" }));
  await launcher(page).click();
  await connected(page);
  await frame(page).evaluate(() => location.assign("?embed=1&second"));
  await expect.poll(() => frame(page).url()).toContain("second");
  await connected(page);
  await expect.poll(() => names(page)).toEqual(["identify"]);
  await page.evaluate(() => {
    const place = document.createElement("div");
    place.dataset.premura = "inline";
    document.body.append(place);
  });
  await expect.poll(async () => (await heard(page, "heard", "inline"))?.map(({ name }: any) => name)).toEqual(["identify"]);
  expect(await end(page, "reset")).toBe("done");
  await frame(page).evaluate(() => location.assign("?embed=1&third"));
  await expect.poll(() => frame(page).url()).toContain("third");
  await connected(page);
  expect(await end(page, "suggest", ["returns"])).toBe("done");
  expect(await names(page)).toEqual(["suggest"]);
});

test("offers each site of a page by its id", async ({ page, pages }) => {
  await page.goto(pages.page("plain", TAG, { "data-site": "officina", "data-lang": "en", "data-position": "left" }));
  await expect(page.locator("premura-care")).toHaveCount(2);
  expect(await page.evaluate(() => Object.keys((window as any).Premura.sites).sort())).toEqual(["bottega", "officina"]);
  await page.evaluate(() => (window as any).Premura.sites.officina.open());
  await expect(page.getByRole("button", { name: "Close" })).toBeVisible();
  expect(frame(page).url()).toContain("/p/officina");
});
