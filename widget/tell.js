/** Tells our server something. It goes out even if the page is left. */
export const tell = (url, what) =>
  fetch(url, {
    method: "POST",
    keepalive: true,
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(what),
  });
