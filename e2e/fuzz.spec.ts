// Whatever anybody sends over HTTP: an answer below 500 in its own terms, and the worker goes on
// answering. The kept inputs of shared/tests/fuzz, whole and damaged, to every address there is.

import { readdirSync, readFileSync } from "node:fs";
import { request as rawRequest } from "node:http";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { DEMO, TOKEN, Worker } from "./stack.ts";

const CORPUS = join(import.meta.dirname, "../shared/tests/fuzz/corpus");
const MAIL = join(import.meta.dirname, "../shared/tests/inbound/samples");
/** How many damaged requests are sent. */
const MANY = 300;

let worker: Worker;

test.beforeAll(async () => {
  worker = await Worker.start({ INBOUND_TOKEN: TOKEN });
  await worker.publish("demo", DEMO);
});

test.afterAll(async () => worker?.stop());

const kept = (folder: string): Buffer[] =>
  readdirSync(folder)
    .sort()
    .filter((name) => !name.endsWith(".reply.txt"))
    .map((name) => readFileSync(join(folder, name)));

/** Chance with a memory (mulberry32): a failure can be made again. */
function chance(seed: number): (below: number) => number {
  return (below) => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

interface Sent {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: Buffer;
}

interface Got {
  status: number;
  type: string;
  body: string;
}

/** Sends it as it is: `fetch` would put much of it right. */
function send({ method, path, headers, body }: Sent): Promise<Got> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(worker.url);
    const sized: Record<string, string | number> = { ...headers };
    if (body.length > 0) sized["content-length"] = body.length;
    const request = rawRequest({ hostname, port, method, path, headers: sized, timeout: 20_000 }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () =>
        resolve({
          status: response.statusCode ?? 0,
          type: response.headers["content-type"] ?? "",
          body: Buffer.concat(chunks).toString(),
        }),
      );
    });
    request.on("timeout", () => request.destroy(new Error("no answer")));
    request.on("error", reject);
    request.end(body);
  });
}

async function answered(sent: Sent): Promise<void> {
  const what = `${sent.method} ${sent.path} ${JSON.stringify(sent.headers)} ${sent.body.subarray(0, 2_000).toString("base64")}`;
  const got = await send(sent).catch((trouble: unknown) => {
    throw new Error(`${String(trouble)}: ${what}`);
  });
  expect(got.status, `${what}\n${got.body}`).toBeLessThan(500);
  if (got.type.includes("json") && sent.method !== "HEAD") {
    const json = JSON.parse(got.body);
    if (got.status >= 400) {
      expect(got.type, what).toContain("application/problem+json");
      expect(json.status, what).toBe(got.status);
      expect(json.detail, what).not.toBe("");
    }
  }
}

async function stillThere(): Promise<void> {
  const response = await worker.submit("demo", { email: "anna@posta.example", message: "Ciao" });
  expect(response.status).toBe(201);
  expect((await worker.tickets("demo")).length).toBeGreaterThan(0);
}

const AUTHORIZED = { authorization: `Bearer ${TOKEN}` };
const JSON_TYPE = { "content-type": "application/json" };
const FORM = { "content-type": "application/x-www-form-urlencoded" };

const form = (body: Buffer): Buffer => {
  const fields = new URLSearchParams();
  for (const [at, piece] of body.toString().split("\n").slice(0, 40).entries()) {
    fields.append(["message", "email", "name", "topic", "field.order", "callback", "phone", "lang", "key"][at % 9] ?? "x", piece);
  }
  return Buffer.from(fields.toString());
};

const multipart = (body: Buffer): Buffer =>
  Buffer.concat([
    Buffer.from('--b\r\ncontent-disposition: form-data; name="message"\r\n\r\nCiao\r\n--b\r\ncontent-disposition: form-data; name="file"; filename="../a\\".png"\r\ncontent-type: image/png\r\n\r\n'),
    body,
    Buffer.from("\r\n--b--\r\n"),
  ]);

/** Everything kept, each where it belongs. */
function whole(): Sent[] {
  const sent: Sent[] = [];
  const post = (path: string, headers: Record<string, string>, body: Buffer, method = "POST") => sent.push({ method, path, headers, body });
  for (const body of kept(join(CORPUS, "request"))) {
    post("/v1/sites/demo/tickets", JSON_TYPE, body);
    post("/v1/sites/demo/searches", JSON_TYPE, body);
    post("/v1/sites/demo/surveys", JSON_TYPE, body);
    post("/v1/sites/demo/outcomes", JSON_TYPE, body);
    post("/v1/sites/demo/requests", JSON_TYPE, body);
    post("/v1/sites/demo/faqs/shipping-time/rating", JSON_TYPE, body);
    post("/p/demo/requests", FORM, form(body));
    post("/p/demo/survey/nps", FORM, form(body));
    post("/p/demo/write", FORM, form(body));
    post("/p/demo/write", { "content-type": "multipart/form-data; boundary=b" }, multipart(body));
    post("/r/demo.7k3m92qx.00000000000000000000000000000000", FORM, form(body));
  }
  for (const body of kept(join(CORPUS, "configuration"))) {
    post("/v1/sites/other", { ...AUTHORIZED, "content-type": "application/toml" }, body, "PUT");
  }
  for (const body of kept(MAIL)) {
    post("/v1/inbound/email?to=demo@care.example&from=a@posta.example", { ...AUTHORIZED, "content-type": "message/rfc822" }, body);
  }
  for (const kind of ["markdown", "html", "import", "template"]) {
    for (const body of kept(join(CORPUS, kind))) {
      const text = JSON.stringify({ text: body.toString(), by: "marta", status: "resolved" });
      post("/v1/sites/demo/tickets/tic_0/messages", { ...AUTHORIZED, ...JSON_TYPE }, Buffer.from(text));
    }
  }
  for (const kind of ["agent", "window", "retry_after", "webhook_address"]) {
    for (const line of readFileSync(join(CORPUS, kind, "lines.txt"), "utf8").split("\n")) {
      // Header values and paths as far as HTTP can carry them.
      const value = line.replace(/[^\x20-\x7e]/g, "?");
      const body = Buffer.from(JSON.stringify({ email: "a@posta.example", message: line, callback: line, answer_by: "phone", phone: line }));
      post("/v1/sites/demo/tickets", { ...JSON_TYPE, "user-agent": value, "idempotency-key": value, "accept-language": value, origin: value, "cf-connecting-ip": value }, body);
      sent.push({ method: "GET", path: `/p/demo?lang=${encodeURIComponent(line)}&topic=${encodeURIComponent(line)}`, headers: { "accept-language": value, cookie: value }, body: Buffer.alloc(0) });
      sent.push({ method: "GET", path: `/v1/sites/demo/tickets?before=${encodeURIComponent(line)}&limit=${encodeURIComponent(line)}`, headers: AUTHORIZED, body: Buffer.alloc(0) });
    }
  }
  return sent;
}

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "PROPFIND"];
const PATHS = [
  "/", "/premura.js", "/a/x/panel.js", "/p/demo", "/p/demo/faq/x", "/p/demo/write", "/p/demo/sent", "/help/demo", "/help/demo/x",
  "/help/demo/sitemap.xml", "/r/demo.7k3m92qx.0", "/f/demo/x?expires=1&proof=2", "/v1/health", "/v1/events", "/v1/events/x", "/v1/inbound/email",
  "/v1/sites/demo", "/v1/sites/demo/faqs", "/v1/sites/demo/faqs/x", "/v1/sites/demo/faqs/x/rating", "/v1/sites/demo/searches", "/v1/sites/demo/surveys", "/v1/sites/demo/outcomes", "/v1/sites/demo/identity-secret",
  "/v1/sites/demo/requests", "/p/demo/requests", "/p/demo/requests?link=con_1.evt_1.9.x", "/p/demo/survey/nps", "/p/demo/survey/x?score=9",
  "/v1/sites/demo/challenge", "/v1/sites/demo/tickets", "/v1/sites/demo/tickets/tic_1", "/v1/sites/demo/tickets/tic_1/messages",
  "/v1/sites/demo/tickets/tic_1/merge", "/v1/sites/demo/tickets/tic_1/attachments", "/v1/sites/demo/deliveries", "/v1/sites/demo/deliveries/dlv_1/replay",
  "/v1/sites/demo/webhooks", "/v1/sites/demo/webhooks/x/test", "/v1/sites/demo/webhooks/x/enable", "/v1/sites/demo/webhooks/x/replay",
  "/v1/sites/demo/agents", "/v1/sites/demo/agents/marta", "/v1/sites/demo/contacts/con_1",
];
const PIECES = ["%00", "%ff", "%2e%2e", "//", "..", "?", "&", "=", "%", "%e2%82%ac", "9223372036854775808", "-1", "a".repeat(3_000), ".", ";", "+", "%0d%0aX:1"];
const TYPES = ["application/json", "application/x-www-form-urlencoded", "multipart/form-data; boundary=b", "multipart/form-data", "application/toml", "message/rfc822", "text/plain", "image/png", ";;", "application/json; charset=x"];

function damaged(pick: (below: number) => number, all: Sent[]): Sent {
  const from = <T>(list: T[]): T => list[pick(list.length)] as T;
  const sent = { ...from(all) };
  if (pick(3) === 0) sent.path = from(PATHS);
  if (pick(4) === 0) sent.method = from(METHODS);
  if (pick(3) === 0) {
    const at = 1 + pick(sent.path.length);
    sent.path = sent.path.slice(0, at) + from(PIECES) + sent.path.slice(at);
  }
  sent.headers = { ...sent.headers };
  if (pick(3) === 0) sent.headers["content-type"] = from(TYPES);
  if (pick(4) === 0) sent.headers[from(["range", "if-none-match", "origin", "idempotency-key", "x-forwarded-for", "content-encoding", "accept", "cookie"])] = from(["", "gzip", "null", "bytes=0-", "*", "a".repeat(5_000), "[::1]", "\"x"]);
  if (pick(2) === 0) Object.assign(sent.headers, AUTHORIZED);
  let body = Buffer.from(sent.body);
  for (let times = pick(5); times > 0 && body.length > 0; times--) {
    const [at, length] = [pick(body.length), 1 + pick(60)];
    const other = from(all).body;
    const start = pick(other.length + 1);
    body = [
      () => Buffer.concat([body.subarray(0, at), body.subarray(at + length)]),
      () => Buffer.concat([body.subarray(0, at), other.subarray(start, start + length), body.subarray(at)]),
      () => Buffer.concat([body.subarray(0, at), Buffer.alloc(length, pick(256)), body.subarray(at)]),
      () => Buffer.concat([body.subarray(0, at), Buffer.from(from(["[", "{\"a\":", "\\ud800", "\0", "\r\n--b", "&=", "1e400"]).repeat(length)), body.subarray(at)]),
    ][pick(4)]?.() ?? body;
  }
  sent.body = ["GET", "HEAD", "OPTIONS"].includes(sent.method) ? Buffer.alloc(0) : body;
  return sent;
}

/** A few at a time, as visitors come. */
async function each(sent: Sent[]): Promise<void> {
  const rest = [...sent];
  const one = async () => {
    for (let next = rest.shift(); next; next = rest.shift()) await answered(next);
  };
  await Promise.all(Array.from({ length: 6 }, one));
}

test("every kept input is answered in its own terms", async () => {
  test.setTimeout(120_000);
  await each(whole());
  await stillThere();
});

test("damaged requests are answered in their own terms", async () => {
  test.setTimeout(120_000);
  // Another run tries others; the number is what makes it the same again.
  const seed = Number(process.env.PREMURA_SEED ?? Math.floor(Math.random() * 2 ** 31));
  const pick = chance(seed);
  const all = whole();
  try {
    await each(Array.from({ length: MANY }, () => damaged(pick, all)));
    await stillThere();
  } catch (trouble) {
    throw new Error(`PREMURA_SEED=${seed}: ${String(trouble)}`);
  }
  expect(worker.log).not.toContain("panicked at");
});
