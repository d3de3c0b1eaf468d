// The launcher's looks: side, offset, shape; and that everybody can use it.

import AxeBuilder from "@axe-core/playwright";
import { expect } from "@playwright/test";
import { TAG, box, card, connected, launcher, say, still, test } from "./host-page.ts";
import { onPhone } from "./profiles.ts";

const pictures = new URL("../target/pictures/", import.meta.url).pathname;

test("keeps the distance the owner chose, from side and bottom", async ({ page, pages }) => {
  const viewport = page.viewportSize()!;
  for (const [offset, right, bottom] of [["8", 8, 8], ["32 96", 32, 96], ["no number", 20, 20]] as const) {
    await page.goto(pages.page("plain", { ...TAG, "data-offset": offset }));
    const { x, y, width, height } = await box(page, "premura-care button");
    expect([viewport.width - x - width, viewport.height - y - height]).toEqual([right, bottom]);
    await launcher(page).click();
    await connected(page);
    await still(page, "premura-care [role=dialog]");
    const open = await box(page, "premura-care [role=dialog]");
    // On a phone it is the whole screen.
    if (onPhone()) {
      expect(open).toEqual({ x: 0, y: 0, ...viewport });
      continue;
    }
    expect(viewport.width - open.x - open.width).toBe(right);
    expect(open.y).toBeGreaterThanOrEqual(0);
    expect(viewport.height - open.y - open.height).toBe(bottom + 60);
  }
});

test("is round with its word unseen, or a bar at the edge", async ({ page, pages }) => {
  await page.goto(pages.page("plain", { ...TAG, "data-shape": "compact" }));
  await expect(launcher(page)).toHaveAccessibleName("Aiuto");
  expect(await box(page, "premura-care button")).toMatchObject({ width: 48, height: 48 });
  await page.goto(pages.page("plain", { ...TAG, "data-shape": "bar", "data-label": "Scrivici" }));
  const { y, height } = await box(page, "premura-care button");
  expect(y + height).toBe(page.viewportSize()!.height);
  await launcher(page).click();
  await connected(page);
  await expect(card(page)).toBeVisible();
});

for (const state of ["light", "dark", "rtl", "forced colours", "compact", "bar"]) {
  test(`has nothing for axe to find: ${state}`, async ({ page, pages }) => {
    const shape = ["compact", "bar"].includes(state) ? { "data-shape": state } : {};
    await page.emulateMedia({
      colorScheme: state === "dark" ? "dark" : "light",
      forcedColors: state === "forced colours" ? "active" : "none",
      reducedMotion: "reduce",
    });
    // The page of a shop; axe is run in it, which no policy of ours has to allow.
    await page.goto(pages.page(state === "rtl" ? "rtl" : "plain", { ...TAG, ...shape, "data-lang": state === "rtl" ? "ar" : "it" }));
    const look = async (name: string) => {
      await page.screenshot({ path: `${pictures}launcher-${state.replace(" ", "-")}-${name}.png` });
      const { violations } = await new AxeBuilder({ page }).include("premura-care").analyze();
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    };
    await expect(launcher(page)).toBeVisible();
    await look("closed");
    await launcher(page).click();
    await connected(page);
    await look("open");
    await say(page, { type: "badge", count: 3 });
    await launcher(page).click();
    await expect(launcher(page)).toContainText("3");
    await look("badge");
    const { width, height } = await box(page, "premura-care button");
    expect(Math.min(width, height)).toBeGreaterThanOrEqual(24);
  });
}

test("can be used with the keyboard alone, and holds nobody fast", async ({ page, pages }) => {
  await page.goto(pages.page("plain", TAG));
  await page.locator("#engraving").focus();
  await page.keyboard.press("Tab");
  await expect(launcher(page)).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(launcher(page)).not.toBeFocused();
  await page.keyboard.press("Shift+Tab");
  await expect(launcher(page)).toBeFocused();
  await page.keyboard.press("Space");
  await connected(page);
  await expect(card(page)).toBeVisible();
  await say(page, { type: "close" });
  await expect(launcher(page)).toBeFocused();
  await expect(launcher(page)).toHaveAttribute("aria-expanded", "false");
});

test("fits a screen of 320 px, which is 1280 px at 400 %, with the owner's own words", async ({ page, pages }) => {
  await page.setViewportSize({ width: 320, height: 256 });
  await page.goto(pages.page("plain", { ...TAG, "data-label": "Serve una mano?" }));
  await expect(launcher(page)).toBeVisible();
  await page.screenshot({ path: `${pictures}launcher-320.png` });
  const { x, width } = await box(page, "premura-care button");
  expect(x).toBeGreaterThanOrEqual(0);
  expect(x + width).toBeLessThanOrEqual(320);
});
