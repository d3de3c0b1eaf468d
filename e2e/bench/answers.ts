// `bench answers` beside npm: sets as JSON on standard input, what the engine named on the command
// line makes of them on standard output, in the shape of `xtask/trial`. Measures are worked out
// there.
import { readFileSync } from "node:fs";
import { argv, env, stdin, stdout } from "node:process";
import { peers } from "./peers.ts";

/** A FAQ as every engine gets it. */
export interface Faq {
  id: string;
  question: string;
  also: string[];
  category: string;
  answer: string;
}

/** FAQs in one language with what is asked of them. */
export interface Set {
  name: string;
  lang: string;
  faqs: Faq[];
  queries: string[];
  way: "search" | "rank";
  limit: number;
  rounds: number;
}

/** An index and how it is asked: ids and scores, best first. */
export interface Index {
  search(query: string, limit: number): [string, number][];
  /** What would have to be kept to search without building anew. */
  kept(): string;
}

/** What an engine made of a set. */
interface Outcome {
  set: string;
  threshold: number | null;
  ranked: [string, number][][];
  index: string;
  build_ms: number;
  read_ms: number;
  query_ms: number[];
}

function timed<T>(rounds: number, work: () => T): [T, number] {
  const times: number[] = [];
  let result: T;
  do {
    const start = performance.now();
    result = work();
    times.push(performance.now() - start);
  } while (times.length < rounds);
  times.sort((a, b) => a - b);
  return [result, times[times.length >> 1]];
}

function tried(build: (set: Set) => Index, set: Set): Outcome {
  const [index, buildMs] = timed(set.rounds, () => build(set));
  for (const query of set.queries.slice(0, 50)) index.search(query, set.limit);
  const asked = set.queries.map((query) =>
    timed(set.rounds, () => index.search(query, set.limit)),
  );
  return {
    set: set.name,
    threshold: null,
    ranked: asked.map(([hits]) => hits),
    index: Buffer.from(index.kept()).toString("hex"),
    build_ms: buildMs,
    read_ms: 0,
    query_ms: asked.map(([, time]) => time),
  };
}

/** Our own in WebAssembly: the module does all of it, with our clock. */
function module(sets: Buffer): string {
  const compiled = new WebAssembly.Module(readFileSync(env.PREMURA_TRIAL ?? ""));
  // Libraries that nothing here calls leave imports behind.
  const imports: WebAssembly.Imports = {};
  for (const { module, name } of WebAssembly.Module.imports(compiled)) {
    (imports[module] ??= {})[name] = () => 0;
  }
  imports.env = { now: () => performance.now() };
  const instance = new WebAssembly.Instance(compiled, imports);
  const { memory, room, run } = instance.exports as {
    memory: WebAssembly.Memory;
    room(length: number): number;
    run(start: number, length: number): bigint;
  };
  const start = room(sets.length);
  new Uint8Array(memory.buffer, start, sets.length).set(sets);
  const given = BigInt.asUintN(64, run(start, sets.length));
  const [at, length] = [Number(given >> 32n), Number(given & 0xffff_ffffn)];
  return Buffer.from(memory.buffer, at, length).toString();
}

const chunks: Buffer[] = [];
for await (const chunk of stdin) chunks.push(chunk);
const input = Buffer.concat(chunks);
const engine = argv[2];
if (engine === "premura-wasm") {
  stdout.write(module(input));
} else {
  const sets: Set[] = JSON.parse(input.toString());
  stdout.write(JSON.stringify(sets.map((set) => tried(peers[engine], set))));
}
