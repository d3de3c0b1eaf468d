// What the assistant needs of the browser: the conversation stays in this tab, and nowhere else,
// until it is handed over.
export const talk = (site) => {
  const name = `premura.talk.${site}`;
  return {
    /** Keeps the conversation for this tab; nothing is forgotten. Storage may be refused. */
    keep(lines) {
      try {
        if (lines) sessionStorage.setItem(name, lines);
        else sessionStorage.removeItem(name);
      } catch {}
    },
    kept() {
      try {
        return sessionStorage.getItem(name) ?? "";
      } catch {
        return "";
      }
    },
    /** What stands in the conversation's form. */
    values: () =>
      [...new FormData(document.querySelector(".talk"))].filter(([name]) => name !== "talk").map(([, value]) => value),
    /** Shows what the customer said last, and what came of it. */
    reveal: () => [...document.querySelectorAll(".talk .you")].pop()?.scrollIntoView({ block: "start" }),
  };
};
