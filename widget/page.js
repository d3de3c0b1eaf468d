// What the page around the panel asks of it by the loader's API. Each call is answered, with its id,
// once it is done or with why it cannot be.
import { drop } from "./files.js";
import { forget, prefill } from "./letter.js";
import { tell } from "./tell.js";

// Who the page says the customer is. It fills the form in and goes along with a request; whether the
// shop's own server vouches for it is for ours to say.
let known;

/** What of it goes along with a request. */
export const identity = () => known;

const calls = {
  survey: ({ leave }, id) => leave(`/survey/${encodeURIComponent(id)}`),
  requests: ({ leave }) => leave("/requests"),
  // Those there are come first; without WebAssembly the list stays as it is.
  suggest: ({ act, ids }, wanted) => act("suggest", [wanted.map((id) => ids.indexOf(id)).filter((place) => place >= 0)]),
  prefill: (_, values) => prefill(values ?? {}),
  identify(_, { email, id, hmac, name, phone }) {
    const text = (value) => (value == null ? undefined : String(value));
    known = { email: text(email), external_id: text(id), hmac: text(hmac) };
    prefill({ email: known.email, name, phone });
  },
  // Nothing but that it happened.
  async track({ site }, outcome) {
    const response = await tell(`/v1/sites/${site}/outcomes`, { outcome });
    if (!response.ok) throw (await response.json()).code;
  },
  async reset({ act, clear }) {
    act("reset", []);
    await clear();
    // The form leaves the page first.
    await new Promise((left) => setTimeout(left));
    forget();
    drop();
    known = undefined;
    for (const storage of ["localStorage", "sessionStorage"]) {
      try {
        for (const key of Object.keys(self[storage])) if (key.startsWith("premura")) delete self[storage][key];
      } catch {
        // Nothing can be kept there, so nothing is.
      }
    }
  },
};

/** Goes where a call leads, as links do. */
export const turn = ({ site, keep }, name, [first]) => {
  const places = { search: [`/p/${site}`, `q=${encodeURIComponent(first)}`], article: [`/p/${site}/faq/${encodeURIComponent(first)}`] };
  const place = places[name];
  if (!place) return false;
  const query = [keep.slice(1), place[1]].filter(Boolean).join("&");
  location.assign(place[0] + (query && `?${query}`));
  return true;
};

/** Does what a message asks for; `panel` has the site's id, the FAQs' `ids`, `act` for the WebAssembly's part, and `post`. */
export const obey = async ({ id, name, args }, panel) => {
  let error;
  try {
    if (name in calls) await calls[name](panel, ...args);
    else if (!(await panel.act(name, args))) error = "not_found";
  } catch (trouble) {
    error = typeof trouble === "string" ? trouble : "failed";
  }
  panel.post({ type: "done", id, error: error && { code: error, message: `“${name}” could not be done.` } });
};
