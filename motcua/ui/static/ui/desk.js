// Staff keys. Everything is said by attributes; everything can also be clicked.

const TEXT = "input:not([type=checkbox], [type=radio], [type=button], [type=submit], [type=file]), textarea, select, [contenteditable]";
const PLACE = `row:${location.pathname}`;

function visible(element) {
  return element.getClientRects().length > 0 && !element.disabled && element.getAttribute("aria-disabled") !== "true";
}

function keyName(event) {
  if (event.key === "Escape") return "Esc";
  return event.key.length === 1 ? event.key.toUpperCase() : event.key;
}

function press(name, room) {
  const wanted = [...room.querySelectorAll("[data-key]")].find(
    (element) => element.dataset.key.toUpperCase() === name.toUpperCase() && visible(element),
  );
  if (!wanted) return false;
  if (wanted.matches(TEXT)) {
    wanted.focus();
    wanted.select?.();
  } else {
    wanted.click();
  }
  return true;
}

// The help names the keys of this page from the page itself.
function list(help) {
  const place = help.querySelector("[data-keys-here]");
  if (!place) return;
  const keyed = [...document.querySelectorAll("[data-key]")].filter((element) => !help.contains(element) && visible(element));
  place.replaceChildren(
    ...keyed.map((element) => {
      const item = document.createElement("li");
      const cap = document.createElement("kbd");
      cap.textContent = element.dataset.key;
      const copy = element.cloneNode(true);
      for (const inner of copy.querySelectorAll("kbd, svg, .count")) inner.remove();
      const words = element.labels?.[0]?.firstChild?.textContent ?? element.getAttribute("aria-label") ?? copy.textContent;
      item.append(cap, ` ${words.trim()}`);
      return item;
    }),
  );
}

function rows() {
  const table = document.querySelector("[data-rows]");
  return table ? [...table.querySelectorAll("tbody tr")].filter((row) => row.getClientRects().length > 0) : [];
}

function here(all) {
  const held = document.activeElement?.closest("[data-rows] tbody tr") ?? document.querySelector("[data-rows] tr.is-here");
  return all.indexOf(held);
}

function stand(row) {
  for (const other of document.querySelectorAll("[data-rows] tr.is-here")) other.classList.remove("is-here");
  row.classList.add("is-here");
  row.tabIndex = -1;
  row.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
  sessionStorage.setItem(PLACE, String(rows().indexOf(row)));
}

function walk(name) {
  const all = rows();
  if (!all.length) return false;
  const at = here(all);
  if (name === "J" || name === "ArrowDown") stand(all[Math.min(at + 1, all.length - 1)]);
  else if (name === "K" || name === "ArrowUp") stand(all[Math.max(at - 1, 0)]);
  else if (name === "Home") stand(all[0]);
  else if (name === "End") stand(all[all.length - 1]);
  else if (at < 0) return false;
  else if (name === "Enter" && document.activeElement === all[at]) all[at].querySelector("a[href]")?.click();
  else if (name === "X") all[at].querySelector("input[type=checkbox]")?.click();
  else return false;
  return true;
}

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  const name = keyName(event);
  const function_key = /^F\d+$/.test(name) || name === "Esc";
  const typing = event.target.closest?.(TEXT);
  if (typing && name === "Esc") {
    typing.blur(); // a first Esc leaves the field, so that half a sentence is not lost
    return;
  }
  if (typing && !function_key) return;
  const dialog = document.querySelector("dialog[open]");
  if (dialog) {
    if (name !== "Esc" && press(name, dialog)) event.preventDefault();
    return;
  }
  const help = document.getElementById("keys");
  if (name === "?" && help) {
    list(help);
    help.showModal();
    event.preventDefault();
  } else if (press(name, document) || walk(name)) {
    event.preventDefault();
  }
});

// How many rows of a batch are chosen; a checkbox with data-all chooses every row.
document.addEventListener("change", (event) => {
  const table = event.target.closest?.("[data-rows]");
  if (!table || event.target.type !== "checkbox") return;
  const boxes = [...table.querySelectorAll("tbody input[type=checkbox]")];
  if (event.target.hasAttribute("data-all")) for (const box of boxes) box.checked = event.target.checked;
  const line = document.querySelector("[data-batch-count]");
  const chosen = boxes.filter((box) => box.checked).length;
  if (line) line.textContent = chosen ? (line.dataset.text ?? "{n}").replace("{n}", String(chosen)) : "";
});

// Coming back from a dossier, the same row is under the keyboard again.
const before = Number(sessionStorage.getItem(PLACE) ?? -1);
const came_back = performance.getEntriesByType("navigation")[0]?.type === "back_forward" || location.hash === "#row";
if (came_back && before >= 0 && rows()[before]) stand(rows()[before]);
