// The proof of work that goes with a request: made in the browser while the customer writes,
// understood by ALTCHA's own library, and never in the way of sending. The panel's script is the
// real one, its WebAssembly a stand-in.

import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect, test as base } from "@playwright/test";
import { createChallenge, solveChallenge, verifySolution } from "altcha-lib";
import { buildSync } from "esbuild";

const WIDGET = join(import.meta.dirname, "../widget");
const vectors = JSON.parse(readFileSync(join(WIDGET, "../shared/src/proof/vectors.json"), "utf8"));
const SECRET: string = vectors.secret;

const script = (entry: string): string => {
  const made = buildSync({
    entryPoints: [join(WIDGET, entry)],
    alias: { "premura-panel": join(import.meta.dirname, "pages/panel-stand-in.js") },
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    write: false,
  });
  return made.outputFiles[0].text;
};
/** As browsers get it. */
const { solve } = await import(`data:text/javascript,${encodeURIComponent(script("solve.js"))}`);

const FILES: Record<string, [type: string, body: string]> = {
  "/": [
    "text/html",
    `<!doctype html><main id="panel"><form class="letter"><textarea></textarea></form></main>
     <script type="application/json" id="premura-data">{"site":"shop","keep":"","origins":[]}</script>
     <script type="module" src="/panel.js"></script>`,
  ],
  "/panel.js": ["text/javascript", script("entry.js")],
  "/solve.js": ["text/javascript", script("solve.js")],
};
// The page's own policy, as the worker sends it with the panel.
const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; base-uri 'none'";

interface Desk {
  url: string;
  /** Answers when asked for a challenge: with its body, or never. */
  challenge: () => Promise<[status: number, body: string]>;
  /** How often one was asked for. */
  asked: number;
  /** The requests that were sent. */
  sent: Record<string, unknown>[];
}

/** A challenge as the worker gives them. */
const fresh = async (maxnumber = 3_000): Promise<[number, string]> => [
  200,
  JSON.stringify(
    await createChallenge({ hmacKey: SECRET, maxnumber, expires: new Date(Date.now() + 3_600_000) }),
  ),
];

const test = base.extend<{ desk: Desk }>({
  desk: async ({}, use) => {
    const desk: Desk = { url: "", challenge: fresh, asked: 0, sent: [] };
    const server = createServer(async (request, response) => {
      const path = request.url ?? "/";
      if (path === "/v1/sites/shop/challenge") {
        desk.asked++;
        const [status, body] = await desk.challenge();
        response.writeHead(status, { "content-type": "application/json" }).end(body);
      } else if (path === "/v1/sites/shop/tickets") {
        const chunks: Buffer[] = [];
        for await (const chunk of request) chunks.push(chunk);
        desk.sent.push(JSON.parse(Buffer.concat(chunks).toString()));
        response.writeHead(201, { "content-type": "application/json" }).end("{}");
      } else {
        const [type, body] = FILES[path] ?? ["text/plain", ""];
        response.writeHead(FILES[path] ? 200 : 404, { "content-type": type, "content-security-policy": POLICY });
        response.end(body);
      }
    });
    await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
    desk.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    await use(desk);
    server.closeAllConnections();
    server.close();
  },
});

/** Sends a request as the panel does; what comes back is `{status, body}`. */
const send = (page: import("@playwright/test").Page) =>
  page.evaluate(() => (window as any).bridge.send("/v1/sites/shop/tickets", "key", { message: "Hello" }));

test("what the worker gives out, ALTCHA's library and our script solve alike", { tag: "@once" }, async () => {
  expect(vectors.ours).toHaveLength(3);
  for (const given of vectors.ours) {
    const { challenge, salt, algorithm, maxnumber } = given;
    const found = await solveChallenge(challenge, salt, algorithm, maxnumber).promise;
    const payload = await solve(given);
    expect(JSON.parse(atob(payload)).number).toBe(found?.number);
    expect(await verifySolution(payload, SECRET)).toBe(true);
    expect(await verifySolution(payload, "another secret")).toBe(false);
  }
});

test("salts of every length are solved", { tag: "@once" }, async () => {
  for (let length = 1; length < 150; length++) {
    const given = await createChallenge({ hmacKey: SECRET, salt: "s".repeat(length), number: 12, maxnumber: 20 });
    expect(await verifySolution(await solve(given), SECRET)).toBe(true);
  }
});

test("a challenge without a solution is given up", { tag: "@once" }, async () => {
  const given = await createChallenge({ hmacKey: SECRET, number: 21, maxnumber: 20 });
  expect(await solve(given)).toBeUndefined();
});

test("the work begins when the form is touched, off the page's thread, and goes with the request", async ({ page, desk }) => {
  await page.goto(desk.url);
  await page.waitForFunction(() => "bridge" in window);
  expect(desk.asked).toBe(0);
  const worker = page.waitForEvent("worker");
  await page.locator("textarea").focus();
  expect((await worker).url()).toBe(`${desk.url}solve.js`);
  expect(await send(page)).toEqual({ status: 201, body: {} });
  expect(desk.asked).toBe(1);
  expect(desk.sent[0].message).toBe("Hello");
  expect(await verifySolution(desk.sent[0].proof as string, SECRET)).toBe(true);
  await expect.poll(() => page.workers().length).toBe(0);
});

test("every request has a proof of its own", async ({ page, desk }) => {
  await page.goto(desk.url);
  await page.waitForFunction(() => "bridge" in window);
  await send(page);
  await send(page);
  const [first, second] = desk.sent.map(({ proof }) => proof as string);
  expect(first).not.toBe(second);
  expect([await verifySolution(first, SECRET), await verifySolution(second, SECRET)]).toEqual([true, true]);
});

test("a browser without workers does the work in turns", async ({ page, desk }) => {
  await page.addInitScript(() => Reflect.deleteProperty(window, "Worker"));
  desk.challenge = () => fresh(20_000);
  await page.goto(desk.url);
  await page.waitForFunction(() => "bridge" in window);
  await send(page);
  expect(await verifySolution(desk.sent[0].proof as string, SECRET)).toBe(true);
});

test("a proof that grew too old is made again", async ({ page, desk }) => {
  await page.clock.install();
  await page.goto(desk.url);
  await page.waitForFunction(() => "bridge" in window);
  await page.locator("textarea").focus();
  await expect.poll(() => desk.asked).toBe(1);
  await page.clock.fastForward("51:00");
  await send(page);
  expect(desk.asked).toBe(2);
});

for (const [how, answer] of Object.entries({
  "not there": [404, "{}"],
  "of no use": [200, "null"],
  "no JSON": [200, "<h1>"],
  "without a solution": [200, JSON.stringify({ challenge: "0".repeat(64), salt: "x", maxnumber: 10 })],
} satisfies Record<string, [number, string]>)) {
  test(`a challenge that is ${how} keeps nobody from writing`, async ({ page, desk }) => {
    desk.challenge = async () => answer as [number, string];
    await page.goto(desk.url);
    await page.waitForFunction(() => "bridge" in window);
    expect(await send(page)).toEqual({ status: 201, body: {} });
    expect(desk.sent).toMatchObject([{ message: "Hello" }]);
    expect(desk.sent[0]).not.toHaveProperty("proof");
  });
}

test("a challenge that never comes is waited for five seconds", async ({ page, desk }) => {
  desk.challenge = () => new Promise(() => {});
  await page.clock.install();
  await page.goto(desk.url);
  await page.waitForFunction(() => "bridge" in window);
  const sending = send(page);
  await expect.poll(() => desk.asked).toBe(1);
  // The clock goes on by itself between these lines: there is room for a slow machine.
  await page.clock.fastForward(2_000);
  expect(desk.sent).toEqual([]);
  await page.clock.fastForward(3_000);
  await sending;
  expect(desk.sent).toMatchObject([{ message: "Hello" }]);
});
