// What only Cloudflare has, as its own tool stands in for it on this machine: files in a bucket,
// mail by its binding, mail in by its event.

import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "@playwright/test";
import { DEMO, freePort } from "./stack.ts";

const ROOT = join(import.meta.dirname, "..");
const folder = mkdtempSync(join(tmpdir(), "premura-wrangler-"));
let wrangler: ChildProcess;
let url: string;

test.beforeAll(async () => {
  const config = join(folder, "wrangler.toml");
  writeFileSync(
    config,
    `
name = "premura"
main = "${ROOT}/dist/worker/index.js"
compatibility_date = "2026-11-01"
[assets]
directory = "${ROOT}/dist/assets"
binding = "ASSETS"
run_worker_first = true
[[durable_objects.bindings]]
name = "SITES"
class_name = "Site"
[[migrations]]
tag = "v1"
new_sqlite_classes = ["Site"]
[vars]
ADMIN_TOKEN = "token"
[[r2_buckets]]
binding = "FILES"
bucket_name = "files"
[[send_email]]
name = "EMAIL"
`,
  );
  const port = await freePort();
  url = `http://localhost:${port}`;
  const script = join(fileURLToPath(import.meta.resolve("wrangler/package.json")), "../bin/wrangler.js");
  wrangler = spawn(process.execPath, [script, "dev", "-c", config, "--port", `${port}`, "--no-bundle", "--inspector-port", "0"], {
    cwd: folder,
    stdio: "ignore",
    env: {
      ...process.env,
      CI: "true",
      WRANGLER_SEND_METRICS: "false",
      WRANGLER_SEND_ERROR_REPORTS: "false",
      WRANGLER_HIDE_BANNER: "true",
      CLOUDFLARE_CF_FETCH_ENABLED: "false",
    },
  });
  await expect.poll(() => fetch(`${url}/v1/health`).then((r) => r.status, () => 0), { timeout: 45_000 }).toBe(200);
  const published = await fetch(`${url}/v1/sites/demo`, {
    method: "PUT",
    headers: { authorization: "Bearer token", "content-type": "application/toml" },
    body: DEMO,
  });
  expect(published.status).toBe(200);
});

test.afterAll(async () => {
  wrangler?.kill("SIGTERM");
  if (wrangler && wrangler.exitCode === null) await once(wrangler, "exit");
  rmSync(folder, { recursive: true, force: true });
});

const admin = async (path: string) =>
  (await fetch(`${url}/v1/sites/demo/${path}`, { headers: { authorization: "Bearer token" } })).json();

test("files go to the bucket and come back whole, mails go out by the binding", async () => {
  const accepted = await (
    await fetch(`${url}/v1/sites/demo/tickets`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ email: "anna@posta.example", message: "Ciao" }),
    })
  ).json();
  const png = Buffer.concat([Buffer.from("89504e470d0a1a0a", "hex"), Buffer.alloc(3_000_000, "vaso")]);
  const kept = await fetch(`${url}/v1/sites/demo/tickets/${accepted.id}/attachments?name=vaso.png`, {
    method: "POST",
    headers: { authorization: `Request ${accepted.request.split("/")[2]}` },
    body: new Uint8Array(png),
  });
  expect(kept.status).toBe(201);
  const file = await admin(`tickets/${accepted.id}`);
  expect(file.attachments[0]).toMatchObject({ place: "bucket", size: png.length });
  expect(Buffer.from(await (await fetch(file.attachments[0].url)).arrayBuffer()).equals(png)).toBe(true);
  await expect
    .poll(async () => (await admin(`tickets/${accepted.id}`)).deliveries.map((d: any) => d.attempts[0]?.response))
    .toEqual(["Taken by Cloudflare.", "Taken by Cloudflare."]);
});

test("mail in by the event becomes a request", async () => {
  const raw = "From: Bea <bea@posta.example>\r\nTo: demo@care.example\r\nMessage-ID: <e1@posta.example>\r\nSubject: Dove\r\n\r\nDove siete?\r\n";
  const handed = await fetch(`${url}/cdn-cgi/handler/email?from=bea@posta.example&to=demo@care.example`, { method: "POST", body: raw });
  expect(handed.ok).toBe(true);
  const { tickets } = await admin("tickets");
  expect(tickets[0]).toMatchObject({ channel: "email", email: "bea@posta.example", subject: "Dove" });
});
