// What integrators write; all of it has to compile.
window.Premura?.("open");

async function shop(): Promise<void> {
  await Premura.identify({ email: "ada@posta.example", name: "Ada", hmac: "5e1c" });
  await Premura.identify({ id: "42" });
  await Premura.prefill({ topic: "order", message: "Ciao", "field.order-number": "BL-1" });
  await Premura.suggest(["shipping-cost", "returns"]);
  await Premura("search", "lamp");
  await Premura.survey("nps");
  await Premura("requests");
  await Premura.on("article-rated", ({ detail }) => console.log(detail.id, !detail.helpful));
  await Premura.track("converted");
  try {
    await Premura.article("shipping-cost");
  } catch (failure) {
    const { code } = failure as Premura.Failure;
    if (code === "not_found") await Premura.open();
  }
  Premura("on", "ticket-created", (event) => console.log(event.detail.reference.toLowerCase()));
  const viewed: Premura.Listener<"article-viewed"> = ({ detail }) => console.log(detail.id, detail.question);
  await Premura.on("article-viewed", viewed);
  await Premura.off("article-viewed", viewed);
  await Premura.once("search", ({ detail }) => console.log(detail.query, detail.results.toFixed()));
  await Premura.sites.officina?.open();
  await Premura.reset();
  await Premura.destroy();
}
void shop();
