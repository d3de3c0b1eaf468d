// Speaks the panel's side of the protocol and writes down what it hears.
window.connects = [];
window.heard = [];
window.addEventListener("message", ({ data, origin, ports }) => {
  window.connects.push({ ...data, origin });
  window.port = ports[0];
  const listen = () => {
    window.port.onmessage = ({ data }) => {
      window.heard.push(data);
      // As the panel does: every call is answered, and there is no FAQ of this name.
      const error = data.args?.[0] === "nowhere" ? { code: "not_found", message: "There is no such answer." } : undefined;
      if (data.type === "call") window.port.postMessage({ type: "done", id: data.id, error });
    };
    window.port.postMessage({ type: "ready" });
  };
  // A test that asks for it says itself when the panel is ready.
  if (location.pathname.endsWith("slow")) window.listen = listen;
  // And one never says a word, as without script.
  else if (!location.pathname.endsWith("mute")) listen();
});
