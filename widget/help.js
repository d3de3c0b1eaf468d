// How people help themselves: that a question was asked, an answer read, somebody written to. The
// server counts them by the day; nobody is told apart.
import { tell } from "./tell.js";

let asked, answered, contacted;

/** Takes note of what happens in the panel, by the names of its events. */
export const help = (site, name, faq) => {
  const steps = [];
  if (name === "ticket-created") {
    if (answered) steps.push("contacted");
    if (!contacted) steps.push("contact");
    contacted = true;
    answered = false;
  } else {
    const read = name === "article-viewed";
    if (!read && name !== "search") return;
    if (!asked) steps.push("asked");
    if (read && !answered) steps.push("answered");
    asked = true;
    answered ||= read;
    if (!read) faq = undefined;
  }
  if (steps[0] || faq) tell(`/v1/sites/${site}/help`, { steps, faq }).catch(() => {});
};
