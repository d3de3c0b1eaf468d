// Whether two workers do the same work: the same page, and the same answers to requests right and
// wrong. Ids, references and times differ, and so do ways to write the same HTML.

import type { Contestant } from "./contestant.ts";

const ENTITIES: Record<string, string> = { "&#39;": "'", "&quot;": '"', "&gt;": ">" };

/** HTML without differences in how it is written. */
function plain(html: string): string {
  return html
    .replace(/&(#39|quot|gt);/g, (entity) => ENTITIES[entity])
    .replace(/=""/g, "")
    .replace(/\s*\/>/g, ">")
    .replace(/\/a\/\w+\//g, "/a/-/");
}

const page = async (one: Contestant, query: string) => plain(await (await fetch(`${one.url}/p/demo${query}`)).text());

async function submission(one: Contestant, body: unknown): Promise<string> {
  const response = await fetch(`${one.url}/v1/sites/demo/tickets`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const answer = await response.json();
  const said = response.status === 201
    ? Object.entries<string>(answer).map(([name, value]) => `${name}: ${value.replace(/[0-9A-Z]/g, "x")}`)
    : answer.errors;
  return JSON.stringify([response.status, said]);
}

const SUBMISSIONS = [
  { email: "anna@posta.example", message: "Ciao" },
  { email: "anna@", message: "", name: "n".repeat(201), topic: "nothing", lang: "it" },
  { email: "", message: "m".repeat(10_001), lang: "en" },
  { email: 1, message: {}, page: 2, faqs_seen: [3] },
  [],
];

/** The first difference, if there is one. */
export async function difference(one: Contestant, other: Contestant): Promise<string | undefined> {
  for (const contestant of [one, other]) await contestant.firstAnswer("GET", "/p/demo");
  for (const query of ["", "?lang=en", "?embed=1&lang=it"]) {
    const [a, b] = await Promise.all([page(one, query), page(other, query)]);
    const at = [...a].findIndex((c, n) => c !== b[n]);
    if (a !== b) return `/p/demo${query}\n  ${a.slice(at - 80, at + 80)}\n  ${b.slice(at - 80, at + 80)}`;
  }
  for (const body of SUBMISSIONS) {
    const [a, b] = await Promise.all([submission(one, body), submission(other, body)]);
    if (a !== b) return `${JSON.stringify(body)}\n  ${a}\n  ${b}`;
  }
  return undefined;
}
