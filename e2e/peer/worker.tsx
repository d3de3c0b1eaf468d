// The peer of `cargo xtask bench edge`: the intake and the panel page as edge does them, written as
// small and as well as one can in TypeScript with Hono. Not part of the product.

import { Hono, type Context } from "hono";
import { read, type FieldError } from "./draft.ts";
import { keyOf, Site as SiteObject, type Signs, type Submitted } from "./object.ts";
import { BEGIN, Page, SHEET } from "./page.tsx";
import { panel } from "./panel.ts";
import { sha256 } from "./seal.ts";
import { Catalogue, negotiate, type Site } from "./site.ts";
import type { Key } from "./statements.ts";
import { theme } from "./theme.ts";

export { SiteObject as Site };

interface Env {
  SITES: { getByName(name: string): any };
  ADMIN_TOKEN: string;
  PUBLIC_URL: string;
}

type Ask = Context<{ Bindings: Env }>;

interface Published {
  site: Site;
  key: Uint8Array;
  version: number;
  theme: string;
  styleHash: string;
}

/** How long a configuration serves without asking. */
const FRESH = 5_000;
const MAX_BYTES = 256 * 1024;
const published = new Map<string, { at: number; published: Published }>();

/** The configuration, kept in this isolate for a few seconds. */
async function siteOf(env: Env, id: string): Promise<Published | undefined> {
  const known = published.get(id);
  const now = Date.now();
  if (known && now - known.at < FRESH) return known.published;
  const kept = await env.SITES.getByName(id).read(known?.published.version);
  if (kept === null) return undefined;
  let current = known?.published;
  if (kept !== "unchanged") {
    const site: Site = JSON.parse(kept.config);
    const style = theme(site.appearance.accent);
    current = { site, key: keyOf(kept.key), version: kept.version, theme: style, styleHash: sha256(style) };
  }
  if (current === undefined) return undefined;
  if (published.size >= 200) published.clear();
  published.set(id, { at: now, published: current });
  return current;
}

function problem(c: Ask, status: any, code: string, title: string, detail: string, errors: FieldError[] = []): Response {
  const body = { type: "about:blank", title, status, code, detail, ...(errors.length && { errors }) };
  return c.body(JSON.stringify(body), status, { "content-type": "application/problem+json; charset=utf-8" });
}

const noSite = (c: Ask) =>
  problem(c, 404, "site_not_found", "There is no such site", "Check the site's id, or publish the site first.");

const invalid = (c: Ask, texts: Catalogue, errors: FieldError[]) =>
  problem(c, 422, "invalid_fields", "Some fields need another look", texts.get("ErrorSummary"), errors);

/** The origin customers reach us at. */
const own = (c: Ask) => new URL(c.env.PUBLIC_URL || c.req.url).origin;

/** Whether the page that asks may. */
function mayAsk(c: Ask, site: Site): boolean {
  const origin = c.req.header("origin");
  return origin === undefined || site.origins.length === 0 || origin === own(c) ||
    site.origins.some((listed) => listed.toLowerCase() === origin.toLowerCase());
}

function readable(c: Ask, response: Response): Response {
  response.headers.append("vary", "origin");
  const origin = c.req.header("origin");
  if (origin) response.headers.set("access-control-allow-origin", origin);
  return response;
}

/** Whether JSON is nested at most so deep; what stands in strings does not count. */
function depthWithin(text: string, max: number): boolean {
  let [depth, inString] = [0, false];
  for (let n = 0; n < text.length; n += 1) {
    const c = text.charCodeAt(n);
    if (inString) {
      if (c === 92) n += 1;
      else if (c === 34) inString = false;
    } else if (c === 34) {
      inString = true;
    } else if (c === 123 || c === 91) {
      depth += 1;
      if (depth > max) return false;
    } else if (c === 125 || c === 93) {
      depth -= 1;
    }
  }
  return true;
}

const BROWSERS = [["Edg", "Edge"], ["OPR/", "Opera"], ["SamsungBrowser/", "Samsung Internet"], ["FxiOS/", "Firefox"], ["Firefox/", "Firefox"], ["CriOS/", "Chrome"], ["Chromium/", "Chrome"], ["Chrome/", "Chrome"], ["Safari/", "Safari"]];
const SYSTEMS = [["iPhone", "iPhone"], ["iPad", "iPad"], ["Android", "Android"], ["Windows", "Windows"], ["CrOS", "ChromeOS"], ["Mac OS X", "Mac"], ["Linux", "Linux"]];

/** The family of a browser. */
function family(agent: string): string {
  const [browser, system] = [BROWSERS, SYSTEMS].map((list) => list.find(([sign]) => agent.includes(sign))?.[1]);
  return browser && system ? `${browser} on ${system}` : browser ?? "";
}

async function take(c: Ask, id: string, site: Site): Promise<Response> {
  if (c.req.header("content-type")?.split(";")[0].trim().toLowerCase() !== "application/json") {
    return problem(c, 415, "unsupported_media_type", "The content type is not supported", "Send the body as application/json.");
  }
  const tooLarge = () => problem(c, 413, "body_too_large", "The body is too large", "Send at most 256 kB.");
  if (Number(c.req.header("content-length") ?? 0) > MAX_BYTES) return tooLarge();
  const bytes = await c.req.arrayBuffer();
  if (bytes.byteLength > MAX_BYTES) return tooLarge();
  let value;
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    if (!depthWithin(text, 16)) {
      return problem(c, 400, "invalid_json", "The body is not valid JSON", "Nest arrays and objects at most 16 deep.");
    }
    value = JSON.parse(text);
  } catch {
    return problem(c, 400, "invalid_json", "The body is not valid JSON", "Correct the JSON.");
  }
  const texts = Catalogue.of(negotiate(site.languages, typeof value?.lang === "string" ? value.lang : null));
  const draft = read(value);
  if (Array.isArray(draft)) {
    return invalid(c, texts, draft.map((field) => ({ field, code: "invalid", message: texts.get("Unreadable") })));
  }
  draft.lang ||= negotiate(site.languages, c.req.query("lang"), c.req.header("accept-language"));
  draft.device.agent = family(c.req.header("user-agent") ?? "");
  const word = (name: string) => (typeof value[name] === "string" ? value[name] : "");
  const stamp = word("stamp");
  const signs: Signs = {
    channel: stamp ? "form" : "api",
    address: (c.req.header("cf-connecting-ip") ?? "").split(",").at(-1)!.trim(),
    honeypot: word("website") !== "",
    stamp,
    proof: word("proof"),
  };
  const given = c.req.header("idempotency-key")?.trim();
  const key: Key | null = given ? { key: sha256(given), digest: sha256(JSON.stringify(draft)) } : null;
  const answer: Submitted = await c.env.SITES.getByName(id).submit(draft, key, signs);
  if (answer === "no site") return noSite(c);
  if (answer === "conflict") {
    return problem(c, 409, "idempotency_conflict", "The idempotency key was used for something else", "Use a new idempotency key for a new request.");
  }
  if ("errors" in answer) return invalid(c, texts, answer.errors);
  if ("wait" in answer) {
    const refused = problem(c, 429, "too_many_requests", "Too many requests", answer.message);
    refused.headers.set("retry-after", `${answer.wait}`);
    return refused;
  }
  return c.json(answer.Accepted, 201, { "cache-control": "no-store", "x-content-type-options": "nosniff" });
}

const app = new Hono<{ Bindings: Env }>();

app.get("/v1/health", (c) => c.json({ status: "ok" }));

app.put("/v1/sites/:site", async (c) => {
  if (c.req.header("authorization") !== `Bearer ${c.env.ADMIN_TOKEN}`) return c.body(null, 401);
  const id = c.req.param("site");
  const version = await c.env.SITES.getByName(id).publish(id, await c.req.text(), own(c));
  published.delete(id);
  return c.json({ site: id, version });
});

app.get("/v1/sites/:site/rows", async (c) => c.json(await c.env.SITES.getByName(c.req.param("site")).rows()));

app.post("/v1/sites/:site/tickets", async (c) => {
  const id = c.req.param("site");
  const found = await siteOf(c.env, id);
  if (!found) return noSite(c);
  if (!mayAsk(c, found.site)) {
    return problem(c, 403, "origin_not_allowed", "This origin may not use the site", "Add this page's origin to the site's “origins”, or leave that list empty.");
  }
  return readable(c, await take(c, id, found.site));
});

/** What stands in the page itself, as its policy names it. */
const POLICY = { script: sha256(BEGIN), sheet: sha256(SHEET) };

app.get("/p/:site", async (c) => {
  const id = c.req.param("site");
  const found = await siteOf(c.env, id);
  if (!found) return noSite(c);
  const { site } = found;
  const lang = negotiate(site.languages, c.req.query("lang"), c.req.header("accept-language"));
  const asked = c.req.query("embed");
  const embed = asked === "1" || asked === "inline" ? asked : undefined;
  const kept = [embed && `embed=${embed}`, c.req.query("lang") !== undefined && `lang=${lang}`].filter(Boolean);
  const drawn = panel(id, site, found.key, lang, embed, kept.length ? `?${kept.join("&")}` : "", Date.now());
  const ancestors = site.origins.length ? `'self' ${site.origins.join(" ")}` : "*";
  return c.html(`<!doctype html>${<Page panel={drawn} own={own(c)} theme={found.theme} />}`, 200, {
    "content-language": lang,
    "content-security-policy":
      `default-src 'none'; script-src 'self' 'sha256-${POLICY.script}' 'wasm-unsafe-eval'; worker-src 'self'; style-src 'self' 'sha256-${found.styleHash}' 'sha256-${POLICY.sheet}'; ` +
      `connect-src 'self'; img-src 'self' https: data:; form-action 'self'; base-uri 'none'; frame-ancestors ${ancestors}`,
    "cache-control": "no-cache",
    vary: "accept-language",
    "x-content-type-options": "nosniff",
    "referrer-policy": "strict-origin-when-cross-origin",
  });
});

export default app;
