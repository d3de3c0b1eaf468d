// Putting lists in order: by mouse, by finger, by keyboard; and the order is kept.

import { type Browser, expect, type Page, test } from "@playwright/test";
import { clean, signIn } from "./desk.ts";
import { PHONE } from "./profiles.ts";
import { DEMO, Worker } from "./stack.ts";

let worker: Worker;

test.beforeAll(async () => {
  worker = await Worker.start();
});
test.afterAll(() => worker?.stop());
test.use({ locale: "en-GB" });

const rows = (page: Page) => page.locator(".order").first().locator("> li");
const titles = (page: Page) => rows(page).locator("a").allInnerTexts();
const row = (page: Page, title: string) => rows(page).filter({ hasText: title });
const told = (page: Page) => page.locator(".order-form").first().getByRole("status");
const PARCEL = "Where is my parcel?";

/** The questions of a site of its own, at its desk. */
async function questions(page: Page, site: string): Promise<string[]> {
  await worker.publish(site, DEMO);
  await signIn(page, worker, site, "marta", "/settings/faqs");
  await expect(page.locator(".order-form.drags").first()).toBeVisible();
  return titles(page);
}

/** What a list is after one of its things went to another place. */
function moved(list: string[], from: number, to: number): string[] {
  const next = [...list];
  next.splice(to, 0, ...next.splice(from, 1));
  return next;
}

/** Kept means: another page of the draft has it too. */
async function kept(page: Page, expected: string[]): Promise<void> {
  await expect.poll(() => titles(page)).toEqual(expected);
  await expect(page.locator("#draft")).toContainText("1 change not published");
  await page.reload();
  expect(await titles(page)).toEqual(expected);
}

async function middle(page: Page, title: string, part = ".handle"): Promise<{ x: number; y: number }> {
  const box = (await row(page, title).locator(part).boundingBox())!;
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

test("a question is dragged with the mouse by its handle, and stays there", async ({ page }) => {
  const before = await questions(page, "mouse");
  await clean(page);
  const to = before.indexOf(PARCEL) - 3;
  const [from, there] = [await middle(page, PARCEL), await middle(page, before[to])];
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(there.x, there.y - 4, { steps: 8 });
  await expect(row(page, PARCEL)).toHaveClass(/held/);
  await page.mouse.up();
  await expect(told(page)).toHaveText(`“${PARCEL}” is number ${to + 1} of ${before.length}.`);
  await kept(page, moved(before, to + 3, to));

  // What customers see first follows once it is published.
  await page.locator("#draft").getByRole("button", { name: "Publish" }).click();
  await expect(page.getByRole("status").first()).toContainText("Published.");
  const shown = async () => {
    const { faqs } = await (await fetch(`${worker.url}/v1/sites/mouse/faqs?lang=en`)).json();
    return faqs.map(({ question }: { question: string }) => question);
  };
  await expect.poll(shown, { timeout: 15_000 }).toEqual(moved(before, to + 3, to));
});

test("beyond the edge of the window the page goes on under a dragged question", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 520 });
  const before = await questions(page, "edge");
  await rows(page).first().scrollIntoViewIfNeeded();
  const from = await middle(page, before[0]);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x, 515, { steps: 4 });
  await expect.poll(() => titles(page)).toEqual(moved(before, 0, before.length - 1));
  await page.mouse.up();
  await kept(page, moved(before, 0, before.length - 1));
});

test("Escape puts a dragged question back, and one put down where it was changes nothing", async ({ page }) => {
  const before = await questions(page, "escape");
  const from = await middle(page, before[1]);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x, from.y + 150, { steps: 4 });
  expect(await titles(page)).not.toEqual(before);
  await page.keyboard.press("Escape");
  expect(await titles(page)).toEqual(before);
  await page.mouse.up();
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x, from.y + 150, { steps: 4 });
  await page.mouse.move(from.x, from.y, { steps: 4 });
  await page.mouse.up();
  expect(await titles(page)).toEqual(before);
  await page.reload();
  await expect(page.locator("#draft")).not.toContainText("not published");
});

test("a finger drags by the handle, and scrolls everywhere else", async ({ browser }) => {
  const page = await (await browser.newContext({ ...PHONE, locale: "en-GB" })).newPage();
  const before = await questions(page, "touch");
  await row(page, before[2]).scrollIntoViewIfNeeded();
  const client = await page.context().newCDPSession(page);
  const swipe = async (from: { x: number; y: number }, by: number) => {
    const touch = (type: string, y?: number) =>
      client.send("Input.dispatchTouchEvent", { type, touchPoints: y === undefined ? [] : [{ x: from.x, y }] } as never);
    await touch("touchStart", from.y);
    for (let n = 1; n <= 8; n += 1) await touch("touchMove", from.y + (by * n) / 8);
    await touch("touchEnd");
  };
  const [from, there] = [await middle(page, before[2]), await middle(page, before[0])];
  const scrolled = await page.evaluate(() => scrollY);
  await swipe(from, there.y - from.y - 6);
  await expect.poll(() => titles(page)).toEqual(moved(before, 2, 0));
  expect(await page.evaluate(() => scrollY)).toBe(scrolled);
  await expect(told(page)).toHaveText(`“${before[2]}” is number 1 of ${before.length}.`);

  const now = await titles(page);
  const title = await middle(page, now[3], "a");
  await swipe(title, -200);
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(scrolled);
  await kept(page, now);
});

test("buttons move by keyboard, one press after the other, and keep the focus", async ({ page }) => {
  const before = await questions(page, "keys");
  const at = before.indexOf(PARCEL);
  const up = page.getByRole("button", { name: `Move up: ${PARCEL}` });
  await up.focus();
  for (let n = 0; n < 3; n += 1) await page.keyboard.press("Enter");
  await expect(told(page)).toHaveText(`“${PARCEL}” is number ${at - 2} of ${before.length}.`);
  await expect(up).toBeFocused();
  for (let n = 0; n < at; n += 1) await page.keyboard.press("Space");
  // At the top there is only the way down.
  await expect(told(page)).toHaveText(`“${PARCEL}” is number 1 of ${before.length}.`);
  await expect(page.getByRole("button", { name: `Move down: ${PARCEL}` })).toBeFocused();
  await kept(page, moved(before, at, 0));
});

test("a narrowed list is put in order among what is shown", async ({ page }) => {
  const before = await questions(page, "narrow");
  const filter = page.getByLabel("Show only those with these words");
  await filter.fill("how");
  const seen = await titles(page).then(async (all) => {
    const visible = await rows(page).evaluateAll((items) => items.map((item) => !(item as HTMLElement).hidden));
    return all.filter((_, n) => visible[n]);
  });
  expect(seen.length).toBeGreaterThan(2);
  const [from, there] = [await middle(page, seen[2]), await middle(page, seen[0])];
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(there.x, there.y - 4, { steps: 6 });
  await page.mouse.up();
  await expect(told(page)).toContainText(seen[2]);
  await expect(row(page, before.find((title) => !seen.includes(title))!)).toBeHidden();
  await kept(page, moved(before, before.indexOf(seen[2]), before.indexOf(seen[0])));
});

/** Somebody else of the team puts the last question first. */
async function meanwhile(browser: Browser, site: string): Promise<void> {
  const other = await (await browser.newContext({ locale: "en-GB" })).newPage();
  await signIn(other, worker, site, "", "/settings/faqs");
  await rows(other).last().getByRole("button", { name: /Move up/ }).click();
  await expect(told(other)).toContainText("is number");
  await other.context().close();
}

test("where somebody else was quicker nothing is moved, and their order is shown", async ({ page, browser }) => {
  const before = await questions(page, "two");
  await meanwhile(browser, "two");
  const theirs = moved(before, before.length - 1, before.length - 2);
  await page.getByRole("button", { name: `Move up: ${PARCEL}` }).click();
  await expect(told(page)).toHaveText("This order could not be kept. Please try again.");
  expect(await titles(page)).toEqual(theirs);
  await page.getByRole("button", { name: `Move up: ${PARCEL}` }).click();
  await expect(told(page)).toContainText("is number");
  const at = theirs.indexOf(PARCEL);
  await kept(page, moved(theirs, at, at - 1));
});

test("without a network the order goes back to the one that is kept", async ({ page }) => {
  const before = await questions(page, "offline");
  await page.context().setOffline(true);
  const up = page.getByRole("button", { name: `Move up: ${PARCEL}` });
  await up.click();
  await expect(told(page)).toHaveText("This order could not be kept. Please try again.");
  expect(await titles(page)).toEqual(before);
  await expect(up).toBeFocused();
  await clean(page);
  await page.context().setOffline(false);
  await up.click();
  await expect(told(page)).toContainText("is number");
});
