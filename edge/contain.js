// What surrounds the worker, so that a panic stays its own. A panic ends the WebAssembly instance:
// nobody would ever answer those who were waiting in it. Here they are told at once; clients come
// back with the same key, alarms are called again, and both meet a new instance.
import Entrypoint, { Site as SiteObject } from "./index.js";

/** What ends each call under way. */
const waiting = new Set();

function endAll() {
  const all = [...waiting];
  waiting.clear();
  for (const end of all) end();
}

// worker-build's shim keeps this: the panic hook sets `criticalError`, a new instance `instanceId`.
const state = globalThis.__worker_init_state;
for (const name of ["criticalError", "instanceId"]) {
  let value = state[name];
  Object.defineProperty(state, name, {
    get: () => value,
    set: (next) => {
      value = next;
      // A new instance clears the first; both are true values else.
      if (next) endAll();
    },
  });
}
// An exception that crosses the instance ends it too, without a panic.
addEventListener("error", ({ error }) => {
  if (error instanceof WebAssembly.RuntimeError || error?.message === "Critical error") state.criticalError = true;
});

const later = () =>
  Response.json(
    { type: "about:blank", title: "The site cannot be reached at the moment", status: 503, code: "unavailable", detail: "Please try again in a moment." },
    { status: 503, headers: { "content-type": "application/problem+json; charset=utf-8", "retry-after": "5", "cache-control": "no-store", "access-control-allow-origin": "*" } },
  );
const fail = () => {
  throw new Error("the instance ended by a panic");
};

/** The same class, whose calls end when their instance does, each in its way. */
const contained = (Class, ways) =>
  new Proxy(Class, {
    construct: (target, given, made) =>
      new Proxy(Reflect.construct(target, given, made), {
        get(object, name) {
          const call = Reflect.get(object, name);
          const way = Object.hasOwn(ways, name) && ways[name];
          if (!way) return call;
          return async (...given) => {
            let end;
            const ended = new Promise((resolve) => (end = resolve));
            // Begun before it is counted: the call itself makes the new instance.
            const answer = call.apply(object, given);
            waiting.add(end);
            try {
              return await Promise.race([answer, ended.then(way)]);
            } finally {
              waiting.delete(end);
            }
          };
        },
      }),
  });

export default contained(Entrypoint, { fetch: later, email: fail });
// What a tab of the desk said is lost with the instance; it says it again when its line is back.
const drop = () => {};
export const Site = contained(SiteObject, { fetch: fail, alarm: fail, webSocketMessage: drop, webSocketClose: drop, webSocketError: drop });
