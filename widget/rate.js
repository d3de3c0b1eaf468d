// Whether an answer helped: one tap says so at once, and what was missing goes after it. Without
// this the form posts, and the server shows its next step.
import { tell } from "./tell.js";

/** Takes over the form of every answer from now on. `searched` tells what led here, `told` hears of
    each rating. */
export const rate = ({ site, lang }, searched, told) => {
  const send = (faq, body) => tell(`/v1/sites/${site}/faqs/${faq}/rating?lang=${lang}`, body);
  // Before the panel's own listener, which takes any other form for the search.
  addEventListener(
    "submit",
    async (event) => {
      const { target: form, submitter } = event;
      if (form.className !== "helped") return;
      event.preventDefault();
      event.stopPropagation();
      const [ask, thanks, why, noted] = form.children;
      const { faq } = form.dataset;
      const show = (step, focus = step) => {
        for (const each of form.children) each.hidden = each !== step;
        focus.focus();
      };
      if (ask.hidden) {
        const [error, comment] = [form.querySelector(".error"), form.comment.value.trim()];
        error.hidden = true;
        const sent = !comment || (await send(faq, { helpful: false, comment, again: true }).catch(() => 0)).ok;
        if (sent) show(noted);
        else error.hidden = false;
        return;
      }
      const helpful = submitter?.value !== "no";
      // It is one tap: nobody is told that it could not be sent, it is sent when it can be.
      const query = helpful ? undefined : searched();
      const say = () => send(faq, { helpful, query }).catch(() => addEventListener("online", say, { once: true }));
      say();
      told({ id: faq, helpful });
      if (helpful) show(thanks);
      // A field would raise the keyboard where there is no other.
      else show(why, matchMedia("(hover: hover)").matches ? form.comment : why);
    },
    true,
  );
};
