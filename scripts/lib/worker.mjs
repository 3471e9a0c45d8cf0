// A worker of ours without a browser: what it answers to questions.

/**
 * `source` is the script that wasm-bindgen wrote for the program `module`, bytes or compiled; `more` is what its scope has,
 * and `XMLHttpRequest` of it what the script finds under that name. `ask` puts a question,
 * a word and its argument, and gives all that is said: lists of what it is (`done`, `failed`) and a text.
 */
export function startWorker(source, module, more = {}) {
  const scope = Object.assign(new Scope(), more);
  const globals = { globalThis: scope, self: scope, window: undefined, global: undefined, document: undefined, DedicatedWorkerGlobalScope: Scope, XMLHttpRequest: scope.XMLHttpRequest };
  const start = new Function(...Object.keys(globals), `${source}; return wasm_bindgen;`)(...Object.values(globals));
  const exports = start.initSync({ module });
  const ask = (word, argument) => {
    scope.onmessage({ data: [1, word, argument, []] });
    return scope.said.splice(0).map((message) => message.slice(1));
  };
  scope.said.length = 0;
  return { ask, exports, scope };
}

/** What the program takes for the worker's scope. */
class Scope {
  said = [];

  postMessage([id, kind, bytes]) {
    this.said.push([id, kind, new TextDecoder().decode(bytes)]);
  }
}
