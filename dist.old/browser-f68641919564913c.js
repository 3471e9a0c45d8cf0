// What browsers offer for files, packing and other windows, each as one promise: Rust calls these by name (src/web/browser.rs).

window.tabledraft = {
  /** Are so many of the parts of the program here that are loaded later? A build that is not cut has none (scripts/split.mjs). */
  isHere: () => true,
  /** Brings them. */
  async bring() {},

  /** Opens files, or all readable files of a folder: [{ name, file, handle }]; nothing where the user gave up. */
  async openFiles(folder) {
    try {
      if (folder && window.showDirectoryPicker) return await inFolder(await window.showDirectoryPicker(), "", []);
      if (!folder && window.showOpenFilePicker) {
        const handles = await window.showOpenFilePicker({ multiple: true });
        return await Promise.all(handles.map(async (handle) => ({ name: handle.name, file: await handle.getFile(), handle })));
      }
    } catch (error) {
      if (error.name === "AbortError") return [];
      throw error;
    }
    return await chosen(folder);
  },

  /** Writes a file: into the one of the handle, or into one that the user chooses. Gives the handle; null where the user gave
   *  up; undefined where the browser writes no files. */
  async saveFile(handle, name, text) {
    if (!handle && !window.showSaveFilePicker) return undefined;
    try {
      const file = handle ?? (await window.showSaveFilePicker({ suggestedName: name }));
      const wanted = { mode: "readwrite" };
      if (file.requestPermission && (await file.queryPermission(wanted)) !== "granted") {
        if ((await file.requestPermission(wanted)) !== "granted") throw new Error("the browser was not allowed to write it");
      }
      const stream = await file.createWritable();
      await stream.write(text);
      await stream.close();
      return file;
    } catch (error) {
      if (error.name === "AbortError") return null;
      throw error;
    }
  },

  /** A text in few letters that an address takes. */
  async pack(text) {
    const bytes = await through(new TextEncoder().encode(text), new CompressionStream("deflate-raw"), Infinity);
    let letters = "";
    for (let at = 0; at < bytes.length; at += 0x8000) letters += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
    return btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
  },

  /** The text of what was packed, of at most so many bytes. */
  async unpack(packed, most) {
    const letters = atob(packed.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
    const whole = await through(bytes, new DecompressionStream("deflate-raw"), most);
    return new TextDecoder("utf-8", { fatal: true }).decode(whole);
  },

  /** Hears what other windows of this browser say. */
  listen(tell) {
    if (!window.BroadcastChannel) return;
    channel = new BroadcastChannel("tabledraft");
    channel.onmessage = ({ data }) => tell(String(data));
  },

  /** Says something to the other windows. */
  say(text) {
    channel?.postMessage(text);
  },
};

let channel;
const READABLE = /\.(sql|ddl|json|ya?ml|csv|tsv|txt|md)$/i;
const MOST_FILES = 2000;

async function inFolder(folder, path, found) {
  for await (const [name, handle] of folder.entries()) {
    if (found.length >= MOST_FILES) return found;
    if (handle.kind === "directory" && !name.startsWith(".")) await inFolder(handle, `${path}${name}/`, found);
    if (handle.kind === "file" && READABLE.test(name)) found.push({ name: path + name, file: await handle.getFile(), handle: null });
  }
  return found;
}

/** The picker that every browser has. */
function chosen(folder) {
  const input = document.createElement("input");
  Object.assign(input, { type: "file", multiple: true, webkitdirectory: folder });
  return new Promise((resolve) => {
    input.oncancel = () => resolve([]);
    input.onchange = () => {
      const files = [...input.files].filter((file) => !folder || READABLE.test(file.name)).slice(0, MOST_FILES);
      resolve(files.map((file) => ({ name: file.webkitRelativePath || file.name, file, handle: null })));
    };
    input.click();
  });
}

async function through(bytes, stream, most) {
  const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader();
  const pieces = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return new Uint8Array(await new Blob(pieces).arrayBuffer());
    length += value.length;
    if (length > most) throw new Error("it holds more than any project");
    pieces.push(value);
  }
}
