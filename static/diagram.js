// The page's side of the diagram: the element `diagram-canvas`. It gives its canvas to a worker of its own, which draws
// (src/web/canvas), and tells it what the pointer, the keyboard, the window and the theme do. Lines of text go both ways:
// what concerns the project goes on to the app as the window's event "diagram", the rest is done here.

const KEYS = new Set(
  "ArrowLeft ArrowRight ArrowUp ArrowDown Enter Home End PageUp PageDown Escape Delete Backspace".split(" "),
);
const WATCHED = ["(prefers-color-scheme: dark)", "(prefers-contrast: more)", "(forced-colors: active)"];

let worker, canvas, place, inks;
let ready = false;
let move = "";
let zoom = "";
let extent = "";

const tell = (line) => dispatchEvent(new CustomEvent("diagram", { detail: line }));
const send = (line) => ready && worker.postMessage(line);
const held = (event) => event.shiftKey * 1 + (event.ctrlKey || event.metaKey) * 2 + event.altKey * 4;
const list = () => place?.closest("[role=listbox]");

function start() {
  canvas = document.createElement("canvas");
  if (!canvas.transferControlToOffscreen || !globalThis.Worker) return tell("failed");
  for (const [type, act] of Object.entries(POINTER)) canvas.addEventListener(type, act, { passive: false });
  worker = new Worker("./tabledraft-diagram_loader.js");
  worker.onerror = () => tell("failed");
  worker.onmessage = hear;
}

function hear({ data }) {
  if (Array.isArray(data)) return save(data[1], data[2]);
  const [word, ...words] = data.split(" ");
  if (word === "ready") {
    const offscreen = canvas.transferControlToOffscreen();
    worker.postMessage(["canvas", offscreen], [offscreen]);
    ready = true;
    inks = words;
    colours();
    send(extent);
    tell("ready");
  } else if (word === "zoom") {
    zoom = `${words[0]} %`;
    showZoom();
  } else if (word === "cursor") {
    canvas.style.cursor = words[0];
  } else {
    tell(data);
  }
}

/** Among the tools, which are drawn anew whenever the diagram is. */
function showZoom() {
  const output = document.getElementById("diagram-zoom");
  if (output) output.textContent = zoom;
}

/** The theme's colours as they are computed now. What is not displayed has them, too, without a layout of the page. */
function colours() {
  if (!inks || !place) return;
  const probe = document.createElement("i");
  probe.style.display = "none";
  for (const name of inks) probe.appendChild(document.createElement("i")).style.color = `var(--${name})`;
  place.append(probe);
  const computed = [...probe.children].map((one) => getComputedStyle(one).color);
  probe.remove();
  send(`inks ${computed.join("|")}`);
}

/** Told when the page has been laid out, which need not be done for it. */
function resize([{ contentRect: { width, height } }]) {
  if (width === 0) return;
  extent = `size ${Math.round(width)} ${Math.round(height)} ${devicePixelRatio}`;
  send(extent);
}

function save(name, content) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type: content.type || "image/svg+xml" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  tell(`saved ${name}`);
}

const at = (event) => `${event.offsetX} ${event.offsetY}`;
const POINTER = {
  pointerdown(event) {
    list()?.focus({ preventScroll: true });
    canvas.setPointerCapture(event.pointerId);
    send(`down ${at(event)} ${event.button} ${held(event)}`);
    event.preventDefault();
  },
  pointermove(event) {
    // The last place of a frame is enough.
    if (!move) requestAnimationFrame(() => { send(move); move = ""; });
    move = `move ${at(event)} ${event.button} ${held(event)}`;
  },
  pointerup(event) {
    if (move) send(move);
    send(`up ${at(event)} ${event.button} ${held(event)}`);
  },
  pointercancel: (event) => send(`cancel ${at(event)} 0 0`),
  dblclick: (event) => send(`double ${at(event)}`),
  contextmenu: (event) => event.preventDefault(),
  wheel(event) {
    const unit = [1, 16, 400][event.deltaMode];
    send(`wheel ${at(event)} ${event.deltaX * unit} ${event.deltaY * unit} ${held(event)}`);
    event.preventDefault();
  },
};

function key(event) {
  const { key } = event;
  const one = key.length === 1 && (!(event.ctrlKey || event.metaKey) || key.toLowerCase() === "a");
  if (event.altKey || !(one || KEYS.has(key)) || event.target !== list()) return;
  send(`key ${held(event)} ${key}`);
  event.preventDefault();
  event.stopPropagation();
}
const keyup = (event) => send(`keyup ${event.key}`);
const focus = () => send("focus");
const blur = () => send("blur");
const KEYBOARD = { keydown: key, keyup, focus, blur };

const resized = new ResizeObserver(resize);
for (const query of WATCHED) matchMedia(query).addEventListener("change", colours);
new MutationObserver(colours).observe(document.documentElement, { attributeFilter: ["data-theme"] });

customElements.define("diagram-canvas", class extends HTMLElement {
  connectedCallback() {
    place = this;
    if (!canvas) start();
    this.append(canvas);
    resized.observe(this);
    this.list = list();
    for (const [type, act] of Object.entries(KEYBOARD)) this.list?.addEventListener(type, act);
    colours();
    if (ready) tell("shown");
    requestAnimationFrame(showZoom);
  }

  disconnectedCallback() {
    resized.unobserve(this);
    for (const [type, act] of Object.entries(KEYBOARD)) this.list?.removeEventListener(type, act);
    if (place === this) place = undefined;
  }
});

/** Lines of the app to the worker; `end` ends it, because another project comes. */
globalThis.tabledraftDiagram = (line) => {
  if (line !== "end") return send(line);
  worker?.terminate();
  canvas?.remove();
  worker = canvas = undefined;
  ready = false;
  if (place) place.connectedCallback();
};
