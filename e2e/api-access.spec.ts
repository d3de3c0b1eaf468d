// Who may do what by the API: every call × every scope. What is expected is read from the
// documentation, which is made from the rules themselves. The desk's side is in desk-access.spec.ts.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { DEMO, TOKEN, Worker } from "./stack.ts";

interface Operation {
  operationId: string;
  "x-action"?: string;
  requestBody?: { content: Record<string, unknown> };
}

const API: {
  paths: Record<string, Record<string, Operation>>;
  "x-actions": Record<string, { role: string; scope: string | null }>;
} = JSON.parse(readFileSync(join(import.meta.dirname, "../docs/openapi.json"), "utf8"));
const ACTIONS = API["x-actions"];
const ROLES = ["read_only", "agent", "lead", "owner"];
const SCOPES = [...new Set(Object.values(ACTIONS).map(({ scope }) => scope).filter((scope) => scope !== null))];
const JSON_TYPE = { "content-type": "application/json" };

const AGENTS = ROLES.map((role) => `[[agents]]\nid = "${role.replace("_", "-")}"\nname = "${role}"\nemail = "${role}@bottega-lume.example"\nrole = "${role}"\n`);
const SITE = `${DEMO}\n${AGENTS.join("\n")}`;

/** What each call needs that takes something; none of it does anything to what others look at. */
const BODIES: Record<string, unknown> = {
  updateTicket: { tags: [] },
  addMessage: { text: "A note", internal: true },
  mergeTicket: { into: "tic_none" },
  updateContact: { tags: [] },
  updateAgent: { away: false },
  createSignInLink: { agent: "owner" },
  replayWebhook: { since: "2026-11-22T09:00:00Z" },
  createToken: { name: "Made in a test", scopes: [] },
};

let worker: Worker;
const tokens: Record<string, string> = {};

async function token(name: string, scopes: string[]): Promise<string> {
  const response = await worker.admin("demo/tokens", { method: "POST", headers: JSON_TYPE, body: JSON.stringify({ name, scopes }) });
  expect(response.status).toBe(201);
  const { secret } = await response.json();
  expect(secret).toMatch(/^pmt_[0-9a-f]{64}$/);
  return secret;
}

test.beforeAll(async () => {
  worker = await Worker.start();
  await worker.publish("demo", SITE);
  for (const scope of SCOPES) tokens[scope] = await token(scope, [scope]);
});
test.afterAll(async () => worker?.stop());

const calls = Object.entries(API.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), ...operation })),
);
const ofTheTeam = calls.filter((call) => call["x-action"]);

function call(bearer: string | undefined, { path, method, operationId, requestBody }: (typeof calls)[number]): Promise<Response> {
  const media = Object.keys(requestBody?.content ?? {})[0];
  const address = path.replace("{site}", "demo").replace(/\{[a-z]+\}/g, "none");
  return fetch(worker.url + address, {
    method,
    headers: { ...(media && { "content-type": media }), ...(bearer && { authorization: `Bearer ${bearer}` }) },
    body: media === "application/json" ? JSON.stringify(BODIES[operationId]) : media && SITE,
  });
}

test("every call of the team knows what it needs", () => {
  expect(ofTheTeam.length).toBeGreaterThan(30);
  for (const { operationId, requestBody } of ofTheTeam) {
    const json = requestBody && "application/json" in requestBody.content;
    expect(json ? BODIES[operationId] : {}, operationId).toBeDefined();
  }
});

test("a token opens what its scope says and nothing else", async () => {
  for (const operation of ofTheTeam) {
    const { scope: needed } = ACTIONS[operation["x-action"]!];
    for (const scope of SCOPES) {
      const { status } = await call(tokens[scope], operation);
      const what = `${operation.operationId} with ${scope}`;
      expect(status, what).not.toBe(401);
      if (needed === null || needed === scope) expect(status, what).not.toBe(403);
      // What is wrong in itself is said before anybody asks whether it is allowed.
      else if (operation.operationId !== "createToken") expect(status, what).toBe(403);
      expect(status, what).toBeLessThan(500);
    }
  }
});

test("nobody is let in without a token, or with one of another site or a made-up one", async () => {
  await worker.publish("other", DEMO.replaceAll("demo@", "other@"));
  const response = await worker.admin("other/tokens", { method: "POST", headers: JSON_TYPE, body: JSON.stringify({ name: "Other", scopes: SCOPES }) });
  const { secret: others } = await response.json();
  for (const operation of ofTheTeam.filter(({ operationId }) => operationId !== "createToken")) {
    for (const bearer of [undefined, others, `pmt_${"0".repeat(64)}`, "nothing"]) {
      const response = await call(bearer, operation);
      expect(response.status, `${operation.operationId} ${bearer}`).toBe(401);
      expect((await response.json()).code).toBe("unauthorized");
      expect(response.headers.get("www-authenticate")).toBe("Bearer");
    }
  }
});

test("a token is shown once, told apart, and opens nothing once it is revoked", async () => {
  const secret = await token("Warehouse", ["tickets:read"]);
  const list = async () => (await worker.admin("demo/tokens?limit=100")).json();
  const { tokens: before } = await list();
  const made = before.find(({ name }: { name: string }) => name === "Warehouse");
  expect(made).toMatchObject({ scopes: ["tickets:read"], created_by: "Operator", last_used_at: null });
  expect(JSON.stringify(before)).not.toContain(secret.slice(4, 20));

  const read = () => fetch(`${worker.url}/v1/sites/demo/tickets`, { headers: { authorization: `Bearer ${secret}` } });
  expect((await read()).status).toBe(200);
  const { tokens: used } = await list();
  expect(used.find(({ id }: { id: string }) => id === made.id).last_used_at).not.toBeNull();

  expect((await worker.admin(`demo/tokens/${made.id}`, { method: "DELETE" })).status).toBe(200);
  expect((await read()).status).toBe(401);
  const again = await worker.admin(`demo/tokens/${made.id}`, { method: "DELETE" });
  expect(again.status).toBe(404);
  expect((await again.json()).code).toBe("token_not_found");
});

test("a program hands on no scope it does not have", async () => {
  const secret = tokens["admin"];
  const make = (scopes: string[]) =>
    fetch(`${worker.url}/v1/sites/demo/tokens`, {
      method: "POST",
      headers: { ...JSON_TYPE, authorization: `Bearer ${secret}` },
      body: JSON.stringify({ name: "Child", scopes }),
    });
  expect((await make(["admin"])).status).toBe(201);
  expect((await make(["admin", "tickets:read"])).status).toBe(403);
});

test("a token that may write to requests is trusted at the door and with files", async () => {
  const send = (bearer: string) => worker.submit("demo", { email: "anna@posta.example", message: "https://a.example https://b.example https://c.example https://d.example" }, { authorization: `Bearer ${bearer}` });
  const { id } = await (await send(tokens["tickets:write"])).json();
  expect((await worker.ticket("demo", id)).ticket).toMatchObject({ spam: [] });
  expect((await send(`pmt_${"0".repeat(64)}`)).status).toBe(401);

  const upload = (bearer: string) =>
    fetch(`${worker.url}/v1/sites/demo/tickets/${id}/attachments?name=note.txt`, {
      method: "POST",
      headers: { authorization: `Bearer ${bearer}`, "content-type": "text/plain" },
      body: "It is blue.",
    });
  expect((await upload(tokens["tickets:write"])).status).toBe(201);
  expect((await upload(tokens["tickets:read"])).status).toBe(403);
  expect((await upload("nothing")).status).toBe(401);
});

test("the operator may do everything", async () => {
  for (const operation of ofTheTeam) {
    const { status } = await call(TOKEN, operation);
    expect([401, 403], operation.operationId).not.toContain(status);
  }
});
