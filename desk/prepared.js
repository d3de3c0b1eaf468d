// What is prepared for a site: how a form of its settings is posted, and the page told what came of it.

/** Posts a form and gives the page it answers with. */
export async function post(form, verb) {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (name !== "do" && typeof value === "string") body.append(name, value);
  body.set("do", verb);
  const response = await fetch(form.action, { method: "POST", body });
  return { ok: response.ok, page: new DOMParser().parseFromString(await response.text(), "text/html") };
}

/** What is prepared, as another page says it. */
export function renew(page) {
  const [old, fresh] = [document, page].map((where) => where.querySelector("#draft"));
  if (old && fresh) old.replaceWith(document.adoptNode(fresh));
  const widget = document.querySelector("#widget");
  const src = page.querySelector("#widget")?.getAttribute("src") ?? widget?.getAttribute("src");
  if (widget?.contentWindow) widget.contentWindow.location.replace(src);
}
