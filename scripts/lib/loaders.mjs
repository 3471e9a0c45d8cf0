// What a program's script gets, so that it can load the parts that were cut off (scripts/split.mjs).

/** In the page. `bring` brings parts in good time; the program asks for one before it does what needs it (src/web/later.rs), and the next one
 *  comes once the first page stands. A call that comes all the same cannot wait: it fetches the part at once, and goes on. */
export function inPage(source, script, files) {
  return withImport(source, script) + parts(files, "import.meta.url") + `
window.tabledraft.isHere = isHere;
window.tabledraft.bring = bringAll;
addEventListener("TrunkApplicationStarted", () => {
    (window.requestIdleCallback ?? setTimeout)(() => bringAll(1).catch(() => {}));
});
`;
}

/** In a worker. `alone` says how many parts the questions need that do not need all: another one is fetched at once where an argument needs it.
 *  A question waits until its parts are here. A page that will need them all says so in the address, and they come beside the first. */
export function inWorker(source, script, files, alone) {
  const end = /return Object\.assign\(__wbg_init,/;
  if (!end.test(source)) throw new Error(`${script} is not as wasm-bindgen used to write it: where does it end?`);
  return withImport(source, script).replace(end, (line) => `${parts(files, "self.location.href")}
if (self.location.hash === "#whole") bringAll(parts.length).catch(() => {});
const alone = ${JSON.stringify(alone)};
const needed = ({ data }) => alone[data[1]] ?? parts.length;
const held = [];
self.addEventListener("message", (event) => {
    if (event.released || (held.length === 0 && isHere(needed(event)))) return;
    event.stopImmediatePropagation();
    held.push(event);
    if (held.length === 1) release();
});
function release() {
    while (held.length > 0 && isHere(needed(held[0]))) {
        const { data } = held.shift();
        self.dispatchEvent(Object.assign(new MessageEvent("message", { data }), { released: true }));
    }
    // The page hears of the error, and starts another worker for its next question.
    if (held.length > 0) bringAll(needed(held[0])).then(release, (error) => setTimeout(() => { throw error; }));
}
${line}`);
}

function withImport(source, script) {
  const imports = /return \{\s*__proto__: null,\s*(?="\.\/[^"]+_bg\.js": import0)/;
  if (!imports.test(source)) {
    throw new Error(`${script} is not as wasm-bindgen used to write it: where are its imports?`);
  }
  return source.replace(imports, (line) => `${line} first: { __proto__: null, load: loadPart }, `);
}

/** A part needs those before it. What is once compiled stays until it is needed. */
const parts = (files, here) => `
const parts = ${JSON.stringify(files)}.map((file) => ({ address: new URL(file, ${here}), module: undefined, exports: undefined, coming: undefined }));
function loadPart(number) {
    const imports = { ...__wbg_get_imports(), first: wasm };
    for (const [at, part] of parts.slice(0, number).entries()) {
        if (!part.exports) {
            part.module ??= new WebAssembly.Module(fetchAtOnce(part.address));
            part.exports = new WebAssembly.Instance(part.module, imports).exports;
        }
        imports["part " + (at + 1)] = part.exports;
    }
}
function fetchAtOnce(address) {
    const request = new XMLHttpRequest();
    request.open("GET", address, false);
    request.overrideMimeType("text/plain; charset=x-user-defined");
    request.send();
    if (request.status !== 200) throw new Error(address + " could not be loaded.");
    return Uint8Array.from(request.responseText, (letter) => letter.charCodeAt(0));
}
function isHere(count) {
    return parts.slice(0, count).every(({ module }) => module);
}
async function bringAll(count) {
    await Promise.all(parts.slice(0, count).map((part) => part.coming ??= bring(part).catch((error) => {
        part.coming = undefined;
        throw error;
    })));
}
async function bring(part) {
    if (part.module) return;
    const response = await fetch(part.address);
    if (!response.ok) throw new Error("the server answered " + response.status);
    const streamed = response.headers.get("Content-Type") === "application/wasm";
    const module = await (streamed ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer()));
    part.module ??= module;
}
`;
