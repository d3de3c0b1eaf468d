// Where a worker's time goes: a sampling profile by the runtime's inspector, under the same load.

import type { Contestant } from "./contestant.ts";

const SAMPLE_US = 200;
const RECORD_MS = 4_000;
const LINES = 16;

interface Profile {
  nodes: { id: number; callFrame: { functionName: string }; children?: number[] }[];
  samples: number[];
  timeDeltas: number[];
}

/** One request at a time over the inspector's socket. */
class Inspector {
  readonly #socket: WebSocket;
  #asked = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
  }

  static async open(port: number): Promise<Inspector> {
    const [{ webSocketDebuggerUrl }] = await (await fetch(`http://127.0.0.1:${port}/json`)).json();
    const socket = new WebSocket(webSocketDebuggerUrl);
    await new Promise((resolve, reject) => {
      socket.onopen = resolve;
      socket.onerror = reject;
    });
    return new Inspector(socket);
  }

  ask(method: string, params = {}): Promise<any> {
    const id = (this.#asked += 1);
    return new Promise((resolve) => {
      const hear = ({ data }: MessageEvent) => {
        const answer = JSON.parse(data);
        if (answer.id !== id) return;
        this.#socket.removeEventListener("message", hear);
        resolve(answer.result);
      };
      this.#socket.addEventListener("message", hear);
      this.#socket.send(JSON.stringify({ id, method, params }));
    });
  }

  close(): void {
    this.#socket.close();
  }
}

/** The functions that take most time, alone and with all they call. */
export async function profile(one: Contestant, name: string, connections: number, warmMs: number): Promise<string> {
  const port = await one.start({ inspected: true });
  await one.firstAnswer("GET", "/p/demo");
  await one.load(name, connections, warmMs);
  const inspector = await Inspector.open(port);
  await inspector.ask("Profiler.enable");
  await inspector.ask("Profiler.setSamplingInterval", { interval: SAMPLE_US });
  await inspector.ask("Profiler.start");
  await one.load(name, connections, RECORD_MS);
  const { profile } = await inspector.ask("Profiler.stop");
  inspector.close();
  await one.stop();
  const { alone, inAll } = shares(profile);
  return `alone${lines(alone)}\nwith all they call${lines(inAll)}`;
}

function shares({ nodes, samples, timeDeltas }: Profile): Record<"alone" | "inAll", Map<string, number>> {
  const names = new Map(nodes.map(({ id, callFrame }) => [id, callFrame.functionName || "(anonymous)"]));
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)));
  const [alone, inAll] = [new Map<string, number>(), new Map<string, number>()];
  const total = timeDeltas.reduce((sum, delta) => sum + delta, 0);
  const add = (to: Map<string, number>, name: string, share: number) => to.set(name, (to.get(name) ?? 0) + share);
  samples.forEach((sample, n) => {
    const share = timeDeltas[n] / total;
    const stack = new Set<string>();
    for (let node: number | undefined = sample; node !== undefined; node = parents.get(node)) stack.add(names.get(node)!);
    add(alone, names.get(sample)!, share);
    for (const name of stack) add(inAll, name, share);
  });
  return { alone, inAll };
}

function lines(shares: Map<string, number>): string {
  const most = [...shares].sort(([, a], [, b]) => b - a).slice(0, LINES);
  return most.map(([name, share]) => `\n  ${(share * 100).toFixed(1).padStart(5)} %  ${readable(name)}`).join("");
}

/** A Rust function's name without its hash. */
const readable = (name: string) => name.replace(/\[[0-9a-f]{8,}\]/g, "").replace(/::h[0-9a-f]{16}/, "").slice(0, 110);
