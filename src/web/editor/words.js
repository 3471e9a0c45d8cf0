// The editor's words. English stands in the source; another language is the designer's own dictionary, of which the page
// says by its `lang` which one is in use.

let dictionary = {};

/** The text in the language of the page. */
export const word = (english) => dictionary[english] || english;

/** A sentence with things in it: `{}` takes the next one. */
export const sentence = (english, ...things) => word(english).replace(/\{\}/g, () => things.shift());

/** What the reader says, in the language of the page: the designer knows the sentences. */
export const said = (english) => (english && window.tabledraftWords?.(english)) || english;

/** Loads the dictionary of the page's language, now and whenever it changes; `changed` is called each time. */
export function followLanguage(changed) {
  const load = async () => {
    const language = document.documentElement.lang.split("-")[0] || "en";
    try {
      dictionary = language === "en" ? {} : await (await fetch(`./i18n/${language}.json`)).json();
    } catch {
      dictionary = {};
    }
    changed();
  };
  new MutationObserver(load).observe(document.documentElement, { attributeFilter: ["lang"] });
  if (document.documentElement.lang !== "en") load();
}

/** The words of CodeMirror itself that people see or hear. */
export const CODEMIRROR_WORDS = [
  "Find", "Replace", "next", "previous", "all", "match case", "by word", "regexp", "replace", "replace all", "close",
  "current match", "replaced $ matches", "replaced match on line $", "on line", "Go to line", "go",
  "Fold line", "Unfold line", "Folded lines", "Unfolded lines", "to", "folded code", "unfold",
  "Completions", "Diagnostics", "No diagnostics", "Control character", "Selection deleted",
];
