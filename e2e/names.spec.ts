// No name of ours looks to an ad blocker like what it is there to block: neither what a shop's page
// asks for nor what stands in it.

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";

const ROOT = join(import.meta.dirname, "..");

/** What the usual lists (EasyList, EasyPrivacy, Fanboy's Annoyances) look for anywhere. */
const BLOCKED =
  /chat-?widget|widget|live-?chat|chat-?box|chat-?bot|messenger|help-?scout|intercom|zendesk|track|analytic|metric|telemetry|beacon|pixel|fingerprint|counter|banner|pop-?up|pop-?under|overlay|modal|newsletter|subscribe|cookie|consent|gdpr|promo|sponsor|advert|\bads?\b|\bads?[-_/.]|stat(s|istics)|collect|visitor|event|conversion|affiliate|share|social|feedback/i;

const source = (path: string) => readFileSync(join(ROOT, path), "utf8");
const files = (folder: string, end: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(end))
    .map((name) => join(folder, name));

test("in the addresses a customer's browser asks for", () => {
  const routes = source("edge/src/route.rs");
  // The team's and integrators' calls are not made by customers' browsers.
  const theirs = new Set(["events", "inbound", "webhooks", "contacts", "agents"]);
  const parts = [...routes.matchAll(/^\s+\[(.*?)\] (?:if .*)?=>/gm)].flatMap(([, list]) => [...list.matchAll(/"([^"]+)"/g)].map(([, part]) => part));
  expect(parts).toContain("premura-api.js");
  expect(parts).toContain("outcomes");
  const files = [...source("xtask/src/panel.rs").matchAll(/"([\w.-]+\.(?:js|css|wasm))"/g)].map(([, name]) => name);
  expect(files).toContain("panel.js");
  expect([...parts, ...files].filter((name) => !theirs.has(name) && BLOCKED.test(name))).toEqual([]);
});

test("in the elements and classes of launcher and panel", () => {
  const classes = ["widget/panel.css", "edge/help.css", "edge/request.css"].flatMap((path) => [...source(path).matchAll(/\.([a-z][\w-]*)/g)].map(([, name]) => name));
  const drawn = files("widget/src", ".rs").flatMap((path) => [...source(path).matchAll(/class\("([^"]+)"\)/g)].flatMap(([, names]) => names.split(" ")));
  const launcher = ["premura-care", ...[...source("widget/loader/premura.js").matchAll(/\.(compact|bar)\b/g)].map(([, name]) => name)];
  expect(classes.length).toBeGreaterThan(20);
  expect([...classes, ...drawn, ...launcher].filter((name) => BLOCKED.test(name))).toEqual([]);
});
