"use strict";

// The door to the WebAssembly. Its text is also the text of the worker, so it uses nothing from outside itself.
async function startEngine(base64) {
  const packed = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  const module = await WebAssembly.compile(await new Response(unpacked).arrayBuffer());
  // A library on the way names functions of JavaScript, for random numbers. Nothing here calls them.
  const imports = {};
  for (const { module: from, name } of WebAssembly.Module.imports(module)) {
    imports[from] = imports[from] || {};
    imports[from][name] = () => { throw new Error(name); };
  }
  const { exports } = await WebAssembly.instantiate(module, imports);
  const give = (bytes) => {
    const at = exports.input(bytes.length) >>> 0;
    if (at === 0) throw new RangeError("no room");
    new Uint8Array(exports.memory.buffer, at, bytes.length).set(bytes);
  };
  const take = (length) => {
    const at = exports.output() >>> 0;
    return JSON.parse(new TextDecoder().decode(new Uint8Array(exports.memory.buffer, at, length >>> 0)));
  };
  return {
    open(bytes) { give(bytes); return take(exports.open()); },
    find(query) { give(new TextEncoder().encode(query)); return take(exports.find()); },
    rows(first) { return take(exports.rows(first)); },
  };
}

// What the worker does: says that it is ready, then answers in the order of the questions.
function serveEngine(base64) {
  const started = startEngine(base64);
  started.then(() => self.postMessage("ready"), (error) => self.postMessage(String(error)));
  self.onmessage = async ({ data: [ask, value] }) => {
    try {
      const engine = await started;
      self.postMessage([engine[ask](value)]);
    } catch (error) {
      self.postMessage([null, String(error)]);
    }
  };
}

// An engine whose answers are promises: in a worker, so that the page does not stand still, else in the page.
async function hireEngine(base64) {
  try {
    return await engineInWorker(base64);
  } catch (_) {
    const engine = await startEngine(base64);
    const later = (ask) => async (value) => { await painted(); return engine[ask](value); };
    return { open: later("open"), find: later("find"), rows: later("rows"), end() {} };
  }
}

function engineInWorker(base64) {
  const text = `"use strict";${startEngine};${serveEngine};serveEngine("${base64}");`;
  const address = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
  const worker = new Worker(address);
  const waiting = [];
  const ask = (name, move) => (value) => new Promise((resolve, reject) => {
    waiting.push({ resolve, reject });
    worker.postMessage([name, value], move ? [value.buffer] : []);
  });
  return new Promise((resolve, reject) => {
    worker.onerror = (event) => {
      reject(event);
      for (const one of waiting.splice(0)) one.reject(event);
    };
    worker.onmessage = ({ data }) => {
      URL.revokeObjectURL(address);
      if (data !== "ready") return reject(data);
      worker.onmessage = ({ data: [answer, error] }) => {
        const one = waiting.shift();
        if (error) one.reject(error); else one.resolve(answer);
      };
      resolve({ open: ask("open", true), find: ask("find"), rows: ask("rows"), end: () => worker.terminate() });
    };
  });
}

// Resolves when what was last written can be seen.
function painted() {
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
}
