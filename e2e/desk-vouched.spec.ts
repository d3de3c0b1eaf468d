// Cloudflare Access before the desk: whoever it lets through and is of the team is in, by a token
// that the worker verifies itself.

import { createHmac, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type Browser, expect, type Page, test } from "@playwright/test";
import { clean, signIn } from "./desk.ts";
import { DEMO, Worker } from "./stack.ts";

const TAG = "4714c1358e65fe4b408ad6d432a5f878f08194bdb4752441fd56faefa9b2b6f2";
const MARTA = "marta@bottega-lume.example";
const HEADER = "cf-access-jwt-assertion";
const base64url = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
const now = () => Math.floor(Date.now() / 1000);
let nonces = 0;

interface Signing {
  kid?: string;
  key?: KeyObject;
  header?: object;
}

/** A team at Cloudflare Access: its keys, where they are published, and the tokens it gives out. */
class Team {
  readonly #server: Server;
  readonly #keys = new Map<string, { publicKey: KeyObject; privateKey: KeyObject }>();
  /** How often the keys were asked for. */
  asked = 0;

  private constructor() {
    this.#server = createServer((request, response) => {
      if (request.url !== "/cdn-cgi/access/certs") return response.writeHead(404).end();
      this.asked += 1;
      const keys = [...this.#keys].map(([kid, { publicKey }]) => ({ ...publicKey.export({ format: "jwk" }), kid, alg: "RS256", use: "sig" }));
      return response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ keys }));
    });
  }

  static async start(): Promise<Team> {
    const team = new Team();
    team.rotate("first");
    team.#server.listen(0, "127.0.0.1");
    await once(team.#server, "listening");
    return team;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get settings(): Record<string, string> {
    return { ACCESS_ISSUER: this.url, ACCESS_AUDIENCE: TAG };
  }

  /** From now on another key; the one before is withdrawn. */
  rotate(kid: string): void {
    this.#keys.clear();
    this.#keys.set(kid, generateKeyPairSync("rsa", { modulusLength: 2048 }));
  }

  /** A token as Access makes it, for one sign-in there. */
  token(email: string, claims: object = {}, { kid, key, header }: Signing = {}): string {
    const [[current, pair]] = this.#keys;
    const head = { alg: "RS256", kid: kid ?? current, typ: "JWT", ...header };
    const body = { aud: [TAG], email, exp: now() + 3600, iat: now(), nbf: now(), iss: this.url, type: "app", identity_nonce: `n${(nonces += 1)}`, sub: "1", country: "IT", ...claims };
    const signed = `${base64url(head)}.${base64url(body)}`;
    return `${signed}.${sign("sha256", Buffer.from(signed), key ?? pair.privateKey).toString("base64url")}`;
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

let team: Team;
let worker: Worker;

test.beforeAll(async () => {
  team = await Team.start();
  worker = await Worker.start(team.settings);
  await worker.publish("demo", DEMO);
});
test.afterAll(async () => {
  await worker?.stop();
  team?.stop();
});
test.use({ locale: "en-GB" });
test.describe.configure({ mode: "serial" });

const through = (page: Page, token: string) => page.setExtraHTTPHeaders({ [HEADER]: token });
const another = async (browser: Browser) => (await browser.newContext({ locale: "en-GB" })).newPage();
/** What the desk answers to a token: a page of it, or the way to the sign-in page. */
const answered = async (to: Worker, headers: Record<string, string>, path = "/account") => {
  const response = await fetch(`${to.url}/desk/demo${path}`, { headers, redirect: "manual" });
  return { status: response.status, location: response.headers.get("location"), cookie: response.headers.get("set-cookie"), text: await response.text() };
};

test("lets in whoever Access lets through and is of the team, with a session like every other", async ({ page, browser }) => {
  await through(page, team.token("Marta@Bottega-Lume.example"));
  await page.goto(`${worker.url}/desk/demo/account`);
  await expect(page.getByRole("banner")).toContainText("Marta");
  await expect(page).toHaveURL(`${worker.url}/desk/demo/account`);
  const cookie = (await page.context().cookies()).find(({ name }) => name === "premura-desk")!;
  expect(cookie).toMatchObject({ httpOnly: true, secure: true, sameSite: "Lax", path: "/desk/demo" });

  // The session is hers by itself: it posts, it is listed, it can be ended elsewhere.
  await page.setExtraHTTPHeaders({});
  await page.getByRole("button", { name: "I'm away" }).click();
  await expect(page.getByRole("status")).toContainText("Done.");
  await page.getByRole("button", { name: "I'm back" }).click();
  const other = await another(browser);
  await signIn(other, worker, "demo", "marta", "/account");
  await expect(other.locator(".rows li")).toHaveCount(2);
  await other.getByRole("button", { name: "End", exact: true }).click();
  await page.reload();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
});

test("takes the token from Access's cookie as well, and goes on where one was", async ({ page }) => {
  await page.context().addCookies([{ name: "CF_Authorization", value: team.token("elio@bottega-lume.example"), url: worker.url }]);
  await page.goto(`${worker.url}/desk/demo/sign-in?next=${encodeURIComponent("/desk/demo/account")}`);
  await expect(page.getByRole("banner")).toContainText("Elio");
  await expect(page).toHaveURL(`${worker.url}/desk/demo/account`);
});

test("one token has one session, however often it is shown, and keys are asked for once", async () => {
  const cold = await Worker.start(team.settings);
  const token = team.token("elio@bottega-lume.example");
  const asked = team.asked;
  const both = await (async () => {
    await cold.publish("demo", DEMO);
    return Promise.all([1, 2, 3].map(() => answered(cold, { [HEADER]: token })));
  })().finally(() => cold.stop());
  expect(both.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(team.asked - asked).toBe(1);
  expect(new Set(both.map(({ cookie }) => cookie)).size).toBe(1);
  expect(both[0].cookie).toMatch(/^premura-desk=[0-9a-f]{32}; Path=\/desk\/demo; Max-Age=7776000; HttpOnly; Secure; SameSite=Lax$/);
  const each = await Promise.all([token, team.token("elio@bottega-lume.example")].map((one) => answered(worker, { [HEADER]: one })));
  expect(new Set([...both, ...each].map(({ cookie }) => cookie)).size).toBe(3);
});

test("trusts no other token: the sign-in page is as without one", async () => {
  const stranger = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
  const good = team.token(MARTA);
  const [head, body, signature] = good.split(".");
  const publicKey = JSON.stringify(await (await fetch(`${team.url}/cdn-cgi/access/certs`)).json());
  const unsigned = `${base64url({ alg: "none", kid: "first" })}.${body}`;
  const shared = `${base64url({ alg: "HS256", kid: "first" })}.${body}`;
  const owner = base64url({ ...JSON.parse(Buffer.from(body, "base64url").toString()), email: "paolo@bottega-lume.example" });
  const asked = team.asked;
  const refused: Record<string, string> = {
    "alg none": `${unsigned}.`,
    "alg none, with a signature": `${unsigned}.${signature}`,
    "HS256 under the public key": `${shared}.${createHmac("sha256", publicKey).update(shared).digest("base64url")}`,
    "another team's": team.token(MARTA, { iss: "https://other.cloudflareaccess.com" }),
    "for another application": team.token(MARTA, { aud: ["0".repeat(64)] }),
    "for no application": team.token(MARTA, { aud: undefined }),
    expired: team.token(MARTA, { exp: now() - 120 }),
    "not valid yet": team.token(MARTA, { nbf: now() + 600 }),
    "signed with another key": team.token(MARTA, {}, { key: stranger }),
    "with a key nobody published": team.token(MARTA, {}, { kid: "unknown", key: stranger }),
    "with other claims than were signed": `${head}.${owner}.${signature}`,
    "cut off": good.slice(0, -20),
    "cut off in its claims": good.slice(0, good.length / 3),
    "without an address": team.token(MARTA, { email: undefined, common_name: "a program" }),
    empty: "",
    nonsense: "a.b.c",
    "too long": team.token(MARTA, { groups: "g".repeat(17_000) }),
  };
  for (const [name, token] of Object.entries(refused)) {
    const { status, location, cookie } = await answered(worker, { [HEADER]: token });
    expect([status, location, cookie], name).toEqual([303, "/desk/demo/sign-in?next=%2Fdesk%2Fdemo%2Faccount", null]);
    const page = await answered(worker, { [HEADER]: token }, "/sign-in");
    expect([page.status, page.cookie], name).toEqual([200, null]);
    expect(page.text).toBe((await answered(worker, {}, "/sign-in")).text);
  }
  // Keys were known, and one that is not was asked for no more than once a minute allows.
  expect(team.asked - asked).toBeLessThanOrEqual(1);
  expect(worker.log).toContain("a token of Cloudflare Access is not trusted: it is for another application");
});

test("says kindly who is not of the team, and by which address they can come in", async ({ page }) => {
  await through(page, team.token("nina@bottega-lume.example"));
  const response = await page.goto(`${worker.url}/desk/demo`);
  expect(response!.status()).toBe(403);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("You are not of this team yet");
  await expect(page.getByRole("main")).toContainText("nina@bottega-lume.example");
  await expect(page.getByRole("link", { name: "Sign out of Cloudflare Access" })).toHaveAttribute("href", "/cdn-cgi/access/logout");
  await clean(page);
  await page.getByRole("link", { name: "I have another address here" }).click();
  await expect(page.getByLabel("Your email address")).toBeVisible();
  // Once an owner adds them, the same token lets them in.
  await worker.publish("demo", DEMO.replaceAll("elio@bottega-lume.example", "nina@bottega-lume.example"));
  await page.goto(`${worker.url}/desk/demo/account`);
  await expect(page.getByRole("banner")).toContainText("Elio");
  await worker.publish("demo", DEMO);
});

test("signing out means out, and says where Access is signed out of", async ({ page }) => {
  await through(page, team.token(MARTA));
  await page.goto(`${worker.url}/desk/demo/account`);
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await expect(page.getByRole("status")).toContainText("Cloudflare Access still knows you");
  const way = page.getByRole("link", { name: "Sign out of Cloudflare Access" });
  await expect(way).toHaveAttribute("href", "/cdn-cgi/access/logout");
  await clean(page);

  await page.goto(`${worker.url}/desk/demo`);
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await expect(page.getByRole("status")).toContainText("You were signed out here");
  expect((await page.context().cookies()).filter(({ name }) => name === "premura-desk")).toEqual([]);

  // Signed in at Access anew.
  await through(page, team.token(MARTA));
  await page.goto(`${worker.url}/desk/demo/account`);
  await expect(page.getByRole("banner")).toContainText("Marta");
});

test("an owner ends a session for good: the token it began with begins none again", async ({ page, browser }) => {
  const elio = await another(browser);
  await through(elio, team.token("elio@bottega-lume.example"));
  await elio.goto(`${worker.url}/desk/demo/account`);
  await expect(elio.getByRole("banner")).toContainText("Elio");
  await signIn(page, worker, "demo", "elio", "/account");
  await page.getByRole("button", { name: "End all others" }).click();
  await expect(page.locator(".rows li")).toHaveCount(1);
  await elio.reload();
  await expect(elio.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await expect(elio.getByRole("status")).toContainText("You were signed out here");
});

test("without its settings the header does nothing, and half of them is said", async () => {
  const plain = await Worker.start();
  const half = await Worker.start({ ACCESS_ISSUER: team.url });
  const wrong = await Worker.start({ ACCESS_ISSUER: "http://team.cloudflareaccess.com", ACCESS_AUDIENCE: TAG });
  try {
    const token = team.token(MARTA);
    for (const other of [plain, half, wrong]) {
      await other.publish("demo", DEMO);
      const { status, cookie } = await answered(other, { [HEADER]: token, cookie: `CF_Authorization=${token}` });
      expect([status, cookie]).toEqual([303, null]);
    }
    const said = async (other: Worker) => (await answered(other, { [HEADER]: token }, "/sign-in")).text;
    expect(await said(plain)).not.toContain("Access");
    expect(await said(half)).toContain("ACCESS_AUDIENCE is missing");
    expect(half.log).toContain("ACCESS_AUDIENCE is missing");
    expect(await said(wrong)).toContain("ACCESS_ISSUER must be");
  } finally {
    for (const other of [plain, half, wrong]) await other.stop();
  }
});

test("keys may change: a new one is asked for, and one that was withdrawn serves no more", async () => {
  test.setTimeout(120_000);
  const before = team.token(MARTA);
  expect((await answered(worker, { [HEADER]: before })).status).toBe(200);
  team.rotate("second");
  const after = team.token(MARTA);
  const asked = team.asked;
  // A minute has to pass since the keys were asked for last.
  await expect.poll(async () => (await answered(worker, { [HEADER]: after })).status, { timeout: 90_000, intervals: [1_000] }).toBe(200);
  expect(team.asked - asked).toBe(1);
  const late = await answered(worker, { [HEADER]: before });
  expect(late.status).toBe(303);
});
