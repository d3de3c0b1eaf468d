// The live line of a tab: hears that requests changed and who else is at one. What changed is asked
// for as HTML and put in the place of what was there.

const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 60_000;
const PING_EVERY = 30_000;

/** Keeps a line to the desk open; `hear` gets each message, `lost` whether there is a line. */
export function listen(base, hear, state = () => {}) {
  let pause = FIRST_PAUSE;
  let socket, timer, pinging;
  let last = "";
  const say = (what) => {
    last = JSON.stringify(what);
    if (socket?.readyState === WebSocket.OPEN) socket.send(last);
  };
  const open = () => {
    clearTimeout(timer);
    const address = new URL(`${base}/live`, location.href);
    address.protocol = address.protocol.replace("http", "ws");
    socket = new WebSocket(address);
    let heard = false;
    socket.onopen = () => {
      if (last) socket.send(last);
      // What happened while there was no line is not known.
      if (pause > FIRST_PAUSE) hear({ missed: true });
      pause = FIRST_PAUSE;
      state(true);
      clearInterval(pinging);
      heard = true;
      pinging = setInterval(() => {
        // No answer since the last time: this line is dead, whatever it says.
        if (!heard) return socket.close();
        heard = false;
        socket.send("ping");
      }, PING_EVERY);
    };
    socket.onmessage = ({ data }) => {
      heard = true;
      if (data === "pong") return;
      hear(JSON.parse(data));
    };
    socket.onclose = () => {
      clearInterval(pinging);
      if (document.visibilityState === "hidden" && pause > LONGEST_PAUSE / 2) return;
      state(false);
      timer = setTimeout(open, pause * (0.75 + Math.random() / 2));
      pause = Math.min(pause * 2, LONGEST_PAUSE);
    };
  };
  open();
  addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible" && socket.readyState > 1) open();
  });
  addEventListener("online", () => socket.readyState > 1 && open());
  return { say };
}

/** Asks for what changed of a page; none where that is not to be had now. */
export async function news(address) {
  const url = new URL(address, location.href);
  url.searchParams.set("part", "news");
  url.searchParams.delete("done");
  try {
    const response = await fetch(url, { redirect: "error" });
    if (!response.ok) return;
    const page = document.createElement("template");
    page.innerHTML = await response.text();
    return page.content;
  } catch {}
}

/** Calls at most once in a while, and again after the last time it was asked for. */
export function gently(work, wait = 250) {
  let timer, running, again;
  const run = async () => {
    if (running) return void (again = true);
    running = true;
    await work();
    running = false;
    if (again) {
      again = false;
      later();
    }
  };
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(run, wait);
  };
  return later;
}

let counting;
/** Counts the seconds down in which an answer can be taken back. */
export function countDown() {
  clearInterval(counting);
  const banners = [...document.querySelectorAll("#held [data-left]")];
  if (!banners.length) return;
  const ends = new Map(banners.map((banner) => [banner, Date.now() + banner.dataset.left * 1_000]));
  counting = setInterval(() => {
    for (const [banner, end] of ends) {
      const left = Math.max(0, Math.ceil((end - Date.now()) / 1_000));
      banner.querySelector(".seconds").textContent = left;
      if (left === 0) banner.querySelector("button").setAttribute("hidden", "");
    }
  }, 250);
}
