// Helps on the desk's pages of dossiers; every page works without them.

// A list remembers its order, so that J and K walk from dossier to dossier.
const LIST = "dossiers:list";
const listed = document.querySelector("[data-list]");
if (listed) {
  const hrefs = [...listed.querySelectorAll("tbody tr")].map((row) => row.querySelector("a[href]")?.getAttribute("href"));
  sessionStorage.setItem(LIST, JSON.stringify(hrefs.filter(Boolean)));
}

function neighbour(step) {
  const hrefs = JSON.parse(sessionStorage.getItem(LIST) ?? "[]");
  const at = hrefs.indexOf(location.pathname);
  return at < 0 ? undefined : hrefs[at + step];
}

const MARKS = { D: "fits", K: "fails", A: "none" };
const TEXT = "input:not([type=checkbox], [type=radio]), textarea, select";
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.target.closest?.(TEXT)) return;
  if (document.querySelector("dialog[open]")) return;
  const name = event.key.toUpperCase();
  const line = document.activeElement?.closest("[data-check]");
  if (line && name in MARKS) {
    mark(line, MARKS[name]);
  } else if ((name === "J" || name === "K") && document.querySelector("[data-list-back]")) {
    const href = neighbour(name === "J" ? 1 : -1);
    if (href) location.assign(href);
  } else if (!line && name === "D") {
    document.querySelector("[data-check] input")?.focus();
  }
});

// In the checklist: D fits, K does not, A does not apply; then the next line.
function mark(line, value) {
  line.querySelector(`input[value=${value}]`)?.click();
  line.nextElementSibling?.querySelector("input")?.focus();
}

// At the counter's entry the answers decide which papers are asked for; what was counted already stays in sight.
document.addEventListener("htmx:afterSwap", (event) => {
  for (const asked of event.target.querySelectorAll("[data-asked] [data-code]")) {
    const row = document.querySelector(`[data-component="${CSS.escape(asked.dataset.code)}"]`);
    if (!row) continue;
    row.hidden = "other" in asked.dataset && ![...row.querySelectorAll("input")].some((input) => input.value);
    row.querySelector("[data-mark]").textContent = asked.textContent;
  }
});

// What was typed survives a session that ended in the middle: kept in this tab only, for the same person, until it is sent.
// A page that opens empty again after each sending names its turn in data-keep: what belongs to another turn stays away.
const reader = document.body.dataset.reader ?? "";
const PLACE = "dossiers:typed";
const kept = document.querySelector("form[data-keep]");
const typed = JSON.parse(sessionStorage.getItem(PLACE) ?? "null");
const PRIVATE = new Set(["csrfmiddlewaretoken", "idempotency_key", "version", "step_seq"]);
if (typed && typed.reader !== reader) {
  sessionStorage.removeItem(PLACE);
} else if (typed && kept && typed.path === location.pathname && (typed.turn ?? "") === kept.dataset.keep && !document.querySelector(".govuk-error-summary")) {
  restore(kept, typed.fields);
} else if (typed && !kept) {
  sessionStorage.removeItem(PLACE);
}

function restore(form, fields) {
  for (const [name, value] of fields) {
    for (const control of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
      if (control.matches("[type=radio], [type=checkbox]")) control.checked = control.value === value || control.checked;
      else if (!control.value) control.value = value;
    }
  }
}

kept?.addEventListener("input", () => {
  const fields = [...new FormData(kept)].filter(([name, value]) => !PRIVATE.has(name) && typeof value === "string" && value);
  sessionStorage.setItem(PLACE, JSON.stringify({ reader, path: location.pathname, turn: kept.dataset.keep, fields }));
});

// A page with one form is for filling it: the first field has the keyboard.
const filled = kept ?? document.querySelector("form[data-fill]");
if (filled && !document.querySelector(".govuk-error-summary, [data-focus]")) {
  filled.querySelector("input:not([type=hidden]), select, textarea")?.focus({ preventScroll: true });
}

for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.firstChild.textContent = button.dataset.copied;
  });
}
