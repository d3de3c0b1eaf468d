// Choosing another channel: it is counted, without a word of who chose, and opens with what the
// customer was looking at. Without this its link is a plain link.
import { tell } from "./tell.js";

/** Looks after the channels from now on. `about` tells what the customer was looking at. */
export const reach = ({ site }, about, prefill) =>
  // Before the browser follows the link, and before the panel does.
  addEventListener(
    "click",
    ({ target }) => {
      const link = target.closest?.("[data-channel]");
      if (!link) return;
      const { channel, text } = link.dataset;
      if (channel === "callback") prefill({ answer_by: "phone" });
      const what = about();
      if (text && what) {
        const [address] = link.href.split("?");
        const name = channel === "email" ? "body" : "text";
        link.href = `${address}?${name}=${encodeURIComponent(text.replace("{about}", what))}`;
      }
      tell(`/v1/sites/${site}/choices`, { channel }).catch(() => {});
    },
    true,
  );
