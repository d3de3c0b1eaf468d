// Who may do what at the desk: every page and every post × every role and nobody. The routes are read
// from the worker's own source, so that one without a row here fails.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, type APIRequestContext, type APIResponse, type Page } from "@playwright/test";
import { settingsPages, signIn } from "./desk.ts";
import { DEMO, SECRET, Worker } from "./stack.ts";

const ROOT = join(import.meta.dirname, "..");
const ACTIONS: Record<string, { role: string }> = JSON.parse(readFileSync(join(ROOT, "docs/openapi.json"), "utf8"))["x-actions"];
const ROLES = ["read_only", "agent", "lead", "owner"];
const AGENTS = ROLES.map((role) => `[[agents]]\nid = "${role.replace("_", "-")}"\nname = "${role}"\nemail = "${role}@bottega-lume.example"\nrole = "${role}"\n`);
const HOOK = `[[webhooks]]\nid = "till"\nurl = "http://127.0.0.1:9/hook"\nsecret = "${SECRET}"\nevents = ["survey.submitted"]\n`;
const SITE = `${DEMO}\n${AGENTS.join("\n")}\n${HOOK}`;

/** What one visitor tries things on: nobody else's. */
interface Subject {
  ticket: string;
  contact: string;
}
/** One attempt at a route: what one must be allowed to, what is posted, what is said to who may. */
interface Attempt {
  needs: string;
  form?: (subject: Subject) => Record<string, string>;
  /** The answer to who may. */
  says: number;
  query?: string;
}
const get = (needs: string, query = ""): Attempt => ({ needs, query, says: 200 });
const post = (needs: string, form: Record<string, string> | ((subject: Subject) => Record<string, string>) = {}, says = 303): Attempt => ({
  needs,
  form: typeof form === "function" ? form : () => form,
  says,
});

/** Every route of somebody of the team, in the order they are tried. */
const ROUTES: Record<string, Attempt[]> = {
  "GET ": [get("read_tickets"), get("read_tickets", "?part=news"), get("read_tickets", "?q=ciao")],
  "GET t/{id}": [get("read_tickets"), get("read_tickets", "?part=news")],
  "GET t/{id}/insert": [get("read_tickets", "?faq=shipping-time")],
  "GET account": [get("see_self")],
  "GET reports": [get("read_reports")],
  "GET reports/csv": [get("read_reports", "?table=days")],
  "GET reports/faqs": [get("read_reports")],
  "GET reports/faqs/csv": [get("read_reports", "?table=read")],
  "GET reports/week": [get("read_reports")],
  "GET settings": [get("read_settings")],
  "GET settings/review": [get("read_settings")],
  "GET settings/history": [get("read_settings")],
  "GET settings/file": [get("read_settings")],
  "GET settings/faqs/import": [get("read_settings")],
  "GET settings/webhooks/log": [get("read_deliveries")],
  "GET first-steps": [get("read_settings")],
  "GET account/tokens": [get("manage_tokens")],
  "GET contacts": [get("read_contacts"), get("read_contacts", "?q=posta")],
  "GET contacts/{id}": [get("read_contacts")],
  "GET contacts/{id}/export": [get("export_contact")],
  "GET contacts/{id}/erase": [get("erase_contact")],

  "POST t/{id}/draft": [post("write_tickets", { kind: "note", text: "Half a" }, 204)],
  "POST t/{id}/note": [post("write_tickets", { text: "Seen." })],
  "POST t/{id}/set": [post("write_tickets", { priority: "high", tags: "vase" })],
  "POST t/{id}/called": [post("write_tickets", { text: "We talked." })],
  "POST t/{id}/reply": [post("write_tickets", { text: "Hello.", send: "open", id: "hld_tried" }), post("write_tickets", { faq: "shipping-time" }, 200)],
  "POST undo": [post("write_tickets", { id: "hld_tried" })],
  "POST t/{id}/revoke": [post("write_tickets")],
  "POST t/{id}/spam": [post("write_tickets", { spam: "yes" })],
  "POST bulk": [post("write_tickets", ({ ticket }) => ({ ticket, spam: "no" }))],
  "POST t/{id}/merge": [post("write_tickets", { into: "XX-00000" }, 422)],
  "POST filters": [post("read_tickets", { name: "Mine in red", view: "mine" })],
  "POST contacts/{id}": [post("write_contacts", { notes: "Seen", tags: "" }), post("write_contacts", { consent: "news", given: "yes" })],
  "POST contacts/{id}/erase": [post("erase_contact", {}, 422), post("erase_contact", { confirm: "yes" })],
  "POST settings/faqs/import": [post("write_settings", { text: "## Tried?\n\nYes.", do: "look" }, 200)],
  "POST settings/restore": [post("write_settings", { n: "1" })],
  "POST settings/refresh": [post("write_settings")],
  "POST settings/publish": [post("publish", { version: "0", revision: "0" }, 409)],
  "POST settings/discard": [post("write_settings")],
  "POST first-steps": [post("write_settings", { step: "tag", do: "done" })],
  "POST account": [post("set_duty", { away: "no" }), post("see_self", { end: "others" })],
  "POST account/tokens": [post("manage_tokens", { name: "From the desk", scope: "webhooks" }, 201), post("manage_tokens", { revoke: "tok_none" })],
  "POST leave": [post("see_self")],
};
/** Open to everybody: their own tests are in desk-door.spec.ts. */
const DOORS = ["GET sign-in", "GET enter", "POST sign-in", "POST enter"];
/** Read from the pages themselves, below. */
const SECTIONS = ["GET settings/{id}", "GET settings/{id}/{list}/{place}", "POST settings/{id}", "POST settings/{id}/{list}/{place}"];
/** A socket, below. */
const SOCKETS = ["GET live"];

const source = (file: string) => readFileSync(join(ROOT, "edge/src", file), "utf8");

/** The addresses a piece of a source matches, those of other files put in their places. */
function matched(text: string, verb: "show" | "act"): string[] {
  return [...text.matchAll(/^\s+\(?\[([^\]]*)\](?:, (?:None|Some\(fields\))\))?(?: if [^=]+)? => (?:return )?(.*)/gm)].flatMap(([, arm, then]) => {
    const parts = arm!.split(", ").filter(Boolean);
    const rest = parts.at(-1) === "rest @ .." && parts.pop();
    const path = parts.map((part) => (part.startsWith('"') ? part.slice(1, -1) : `{${part}}`)).join("/");
    if (!rest) return [path];
    const [, file] = /^(\w+)::/.exec(then!)!;
    const body = source(`desk/${file}.rs`).split(`pub async fn ${verb}(`)[1]!.split("\n}\n")[0]!;
    return matched(body, verb).map((below) => [path, below].filter(Boolean).join("/"));
  });
}

function routes(): string[] {
  const open = source("desk.rs").split("async fn open(")[1]!.split("\n}\n")[0]!;
  const [doors, shown, posted] = open.split("match parts {");
  const found = [
    ...matched(doors!, "show").flatMap((path) => [`GET ${path}`, `POST ${path}`]),
    ...matched(shown!, "show").map((path) => `GET ${path}`),
    ...matched(posted!, "act").map((path) => `POST ${path}`),
  ];
  return [...new Set(found)];
}

test("every page and every post of the desk has its row", () => {
  const rows = [...Object.keys(ROUTES), ...DOORS, ...SECTIONS, ...SOCKETS];
  expect(rows.sort()).toEqual(routes().sort());
});

let worker: Worker;
/** Pages of settings, with what one must be allowed to. */
const pages: [path: string, needs: string][] = [];
/** Forms of settings as an owner gets them. */
const forms: { path: string; needs: string; fields: Record<string, string> }[] = [];

/** What one must be allowed to to send a form of settings. */
function needed(path: string, fields: Record<string, string>): string {
  if (fields.part === "invite" || fields.part === "agents" || path.startsWith("settings/team/agents/")) return "manage_team";
  if (fields.part === "endpoint") return fields.do!.startsWith("rotate:") ? "manage_secrets" : "manage_deliveries";
  return "write_settings";
}

async function subject(name: string): Promise<Subject> {
  const { id } = await (await worker.submit("demo", { email: `${name}.customer@posta.example`, message: "Ciao" })).json();
  const { ticket } = await worker.ticket("demo", id);
  return { ticket: id, contact: (ticket as unknown as { contact_id: string }).contact_id };
}

/** What a request is, but for its mails, which go out meanwhile. */
async function kept({ ticket: id }: Subject): Promise<unknown> {
  const { ticket, messages, events } = await worker.ticket("demo", id);
  return { ticket, messages, events };
}

function address(path: string, { ticket, contact }: Subject): string {
  const id = path.startsWith("t/") ? ticket : contact;
  return `${worker.url}/desk/demo/${path.replace("{id}", id)}`.replace(/\/$/, "");
}

const isSignIn = (response: APIResponse) => response.status() === 303 && /\/sign-in\?next=/.test(response.headers()["location"] ?? "");

/** Every attempt there is, its routes' and those of settings. */
function attempts(): (Attempt & { method: string; path: string })[] {
  const listed = Object.entries(ROUTES).flatMap(([route, tries]) => {
    const [method, path] = route.split(" ");
    return tries.map((attempt) => ({ ...attempt, method: method!, path: path! }));
  });
  const shown = pages.map(([path, needs]) => ({ ...get(needs), method: "GET", path }));
  const kept = forms.map(({ path, needs, fields }) => ({ ...post(needs, fields), method: "POST", path }));
  // Leaving ends the walk.
  return [...listed.slice(0, -1), ...shown, ...kept, ...listed.slice(-1)];
}

async function tried(request: APIRequestContext, attempt: ReturnType<typeof attempts>[number], subject: Subject, csrf?: string): Promise<APIResponse> {
  const url = address(attempt.path, subject) + (attempt.query ?? "");
  const form = attempt.form && { ...attempt.form(subject), ...(csrf && { csrf }) };
  return request.fetch(url, { method: attempt.method, form, maxRedirects: 0 });
}

const tokenOf = (page: Page) => page.locator("[data-csrf]").first().getAttribute("data-csrf");

/** Whether a socket of the desk opens from a page. */
const live = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<boolean>((resolve) => {
        const socket = new WebSocket(`${location.origin.replace("http", "ws")}/desk/demo/live`);
        socket.onopen = () => resolve(true);
        socket.onerror = () => resolve(false);
      }),
  );

test.use({ locale: "en-GB" });

test.beforeAll(async ({ browser }) => {
  worker = await Worker.start();
  await worker.publish("demo", SITE);
  const page = await browser.newPage({ locale: "en-GB" });
  await signIn(page, worker, "demo", "owner", "/settings");
  const below = (href: string) => href.replace(/^.*\/desk\/demo\//, "").replace(/[?#].*$/, "");
  const all = (await settingsPages(page, worker, "demo")).filter((path) => !(`GET ${path}` in ROUTES));
  expect(all.filter((path) => path.split("/").length === 2).length).toBeGreaterThan(15);
  for (const path of all) {
    pages.push([path, "read_settings"]);
    await page.goto(`${worker.url}/desk/demo/${path}`);
    const found = await page.locator("main form[method=post]").evaluateAll((all) =>
      (all as HTMLFormElement[]).flatMap((form) =>
        [...form.querySelectorAll<HTMLButtonElement>("button[name=do]")].map((button) => ({
          action: form.action,
          fields: Object.fromEntries([...new FormData(form)].flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : []))) as Record<string, string>,
          verb: button.value,
        })),
      ),
    );
    const once = new Set<string>();
    for (const { action, fields: { csrf: _, ...fields }, verb } of found) {
      // One of each kind of button: moving the third entry is as moving the first.
      const kind = `${below(action)} ${fields.part} ${verb.replace(/:.*/, "")}`;
      if (once.has(kind) || verb === "delete") continue;
      once.add(kind);
      const all = { ...fields, do: verb };
      forms.push({ path: below(action), needs: needed(below(action), all), fields: all });
    }
  }
  expect(pages.filter(([path]) => path.endsWith("/new")).length).toBeGreaterThan(8);
  expect(new Set(forms.map(({ needs }) => needs))).toEqual(new Set(["write_settings", "manage_team", "manage_deliveries", "manage_secrets"]));
  await page.close();
});
test.afterAll(() => worker?.stop());

for (const role of ROLES) {
  test(`the desk shows ${role} what is theirs and nothing else`, async ({ page }) => {
    const mine = await subject(role);
    const before = await kept(mine);
    await signIn(page, worker, "demo", role.replace("_", "-"));
    expect(await live(page)).toBe(true);
    const csrf = (await tokenOf(page))!;
    const wrong: string[] = [];
    for (const attempt of attempts()) {
      const may = ROLES.indexOf(role) >= ROLES.indexOf(ACTIONS[attempt.needs]!.role);
      const response = await tried(page.context().request, attempt, mine, csrf);
      // What becomes of settings sent as they came is for desk-settings.spec.ts.
      const isSettings = attempt.method === "POST" && attempt.path.startsWith("settings/");
      const good = !may ? [403] : isSettings ? [200, 303, 409, 422] : [attempt.says];
      if (good.includes(response.status()) && !isSignIn(response)) continue;
      wrong.push(`${attempt.method} ${attempt.path}${attempt.query ?? ""} ${JSON.stringify(attempt.form?.(mine) ?? {})}: ${response.status()} instead of ${good}`);
    }
    expect(wrong).toEqual([]);
    if (role === "read_only") expect(await kept(mine)).toEqual(before);
  });
}

test("whoever is not signed in is asked to, wherever they go and whatever they send", async ({ page, request }) => {
  const mine = await subject("nobody");
  const before = await kept(mine);
  for (const attempt of attempts()) {
    const response = await tried(request, attempt, mine, "0".repeat(64));
    expect(isSignIn(response), `${attempt.method} ${attempt.path}`).toBe(true);
  }
  expect(await kept(mine)).toEqual(before);
  await page.goto(`${worker.url}/desk/demo/sign-in`);
  expect(await live(page)).toBe(false);
});

test("nothing is done that was not sent from a page of the session", async ({ page, browser }) => {
  const mine = await subject("forged");
  const before = await kept(mine);
  await signIn(page, worker, "demo", "owner");
  const other = await browser.newPage();
  await signIn(other, worker, "demo", "owner");
  const another = (await tokenOf(other))!;
  await other.close();
  for (const attempt of attempts().filter(({ form }) => form)) {
    for (const csrf of [undefined, another]) {
      const response = await tried(page.context().request, attempt, mine, csrf);
      expect(response.status(), `${attempt.path} ${csrf}`).toBe(403);
    }
  }
  expect(await kept(mine)).toEqual(before);
});
