// Somebody of the team at the desk.

import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import type { Worker } from "./stack.ts";

/** A link into a site's desk, for one of its people or the operator. */
export async function linkFor(worker: Worker, site: string, agent?: string): Promise<string> {
  const response = await worker.admin(`${site}/sign-in-links`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(agent ? { agent } : {}),
  });
  expect(response.status).toBe(201);
  return (await response.json()).url;
}

/** Signs somebody in; the page then shows `path` of the desk. */
export async function signIn(page: Page, worker: Worker, site: string, agent?: string, path = ""): Promise<void> {
  await page.goto(`${await linkFor(worker, site, agent)}&next=${encodeURIComponent(`/desk/${site}${path}`)}`);
  await page.locator("main button.primary").click();
  await expect(page.locator("header.bar")).toBeVisible();
}

/** Every page of settings a site's people can open, below the desk: the sections, of each list its
 *  first entry and a new one, and what belongs to them. */
export async function settingsPages(page: Page, worker: Worker, site: string): Promise<string[]> {
  const found = ["settings"];
  for (const path of found) {
    const html = await (await page.context().request.get(`${worker.url}/desk/${site}/${path}`)).text();
    const links = html.matchAll(new RegExp(`href="?/desk/${site}/(settings/[a-z-]+(?:/[a-z._-]+(?:/(?:0|new))?)?)[" >]`, "g"));
    for (const [, to] of links) if (to && to !== "settings/file" && !found.includes(to)) found.push(to);
  }
  return found;
}

/** What axe finds on a page: nothing. */
export async function clean(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).exclude("#widget").analyze();
  expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(" | ")}`)).toEqual([]);
}
