// The answers' engine with a site's FAQs, in WebAssembly of its own. What is typed stays here.
import init, { Engine } from "premura-engine";

/** The engine with the index at an address; FAQs are places among these ids. */
export default async (address, ids) => {
  const [index] = await Promise.all([
    fetch(address).then((response) => (response.ok ? response.arrayBuffer() : Promise.reject(response.status))),
    init({ module_or_path: new URL("answers.wasm", import.meta.url) }),
  ]);
  const engine = Engine.learn(new Uint8Array(index));
  if (!engine) throw "unreadable";
  const shown = new Map(ids.map((id, place) => [id, place]));
  const names = engine.ids().split("\n");
  const places = names.map((id) => shown.get(id));
  const there = (numbers) => [...numbers].map((n) => places[n]).filter((place) => place !== undefined);
  return {
    search(typed) {
      const numbers = engine.search(typed);
      const found = [];
      for (let at = 0; at < numbers.length; at += 2 + numbers[at + 1]) {
        const question = places[numbers[at]];
        const marks = [...numbers.subarray(at + 2, at + 2 + numbers[at + 1])];
        if (question !== undefined) found.push({ question, marks });
      }
      return found;
    },
    ask(question) {
      const [sure, ...numbers] = engine.ask(question);
      return { sure: sure === 1, ids: numbers.map((n) => names[n]) };
    },
    suggest: (message) => there(engine.suggest(message)),
  };
};
