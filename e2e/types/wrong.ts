// What integrators may mistake; no line of these may compile.
Premura.identify({ name: "Ada" });
Premura.identify({ email: 7 });
Premura.article();
Premura.suggest("returns");
Premura.prefill({ mesage: "Ciao" });
Premura.track("sold");
Premura.survey();
Premura.requests("all");
Premura.on("opened", () => {});
Premura.on("ticket-created", ({ detail }) => detail.number);
Premura("opne");
Premura("search", 7);
Premura("on", "open");
Premura.open("now");
