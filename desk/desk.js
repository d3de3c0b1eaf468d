// What a keyboard and a live line make quicker at the desk. Every page works without this.
import "./order.js";
import "./settings.js";

import { start as startInbox } from "./inbox.js";
import { start as startTicket } from "./ticket.js";

startInbox();
startTicket();

// A form is sent once, however often its button is pressed.
addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "1";
});
// A page that comes back from the browser's memory may be sent again.
addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent));
// What was just done, or needs another look, is where a reader begins.
document.querySelector("main .notice, main [aria-invalid]")?.scrollIntoView({ block: "nearest" });
