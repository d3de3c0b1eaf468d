// Speaks the panel's side of the protocol and writes down what it hears.
window.connects = [];
window.heard = [];
window.addEventListener("message", ({ data, origin, ports }) => {
  window.connects.push({ ...data, origin });
  window.port = ports[0];
  const listen = () => {
    window.port.onmessage = (message) => window.heard.push(message.data);
    window.port.postMessage({ type: "ready" });
  };
  // A test that asks for it says itself when the panel is ready.
  if (location.pathname.endsWith("slow")) window.listen = listen;
  else listen();
});
