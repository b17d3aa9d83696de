// At the counter's entry a scanner's Enter reads the card and never sends the page half filled.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.isComposing || !event.target.matches?.("[data-scan]")) return;
  event.preventDefault();
  // Leaving the field lets the page ask the server what was scanned; the papers come next.
  event.target.blur();
});

// A number adds one original of that paper, with Shift a copy, with Alt a photo; typing fields keep their figures.
const TEXT = "input:not([type=checkbox], [type=radio], [type=button], [type=submit], [type=file]), textarea, select";
const PART = (event) => (event.altKey ? 2 : event.shiftKey ? 1 : 0);
const pile = () => document.activeElement?.closest?.("[data-pile]");

document.addEventListener("keydown", (event) => {
  const figure = /^Digit([1-9])$/.exec(event.code)?.[1] ?? /^Numpad([1-9])$/.exec(event.code)?.[1];
  if (!figure || event.ctrlKey || event.metaKey || event.isComposing) return;
  if (event.target.closest?.(TEXT) || pile() || document.querySelector("dialog[open]")) return;
  const row = numbered()[Number(figure) - 1];
  const box = row?.querySelectorAll("input")[PART(event)];
  if (!box) return;
  event.preventDefault();
  box.value = String(Math.min(99, (Number.parseInt(box.value, 10) || 0) + 1));
  box.dispatchEvent(new Event("input", { bubbles: true }));
});

function numbered() {
  return [...document.querySelectorAll("[data-counts] tbody tr")].filter((row) => !row.hidden);
}

// After the case has changed, the papers that are asked for now are numbered anew.
document.addEventListener("htmx:afterSettle", () => {
  for (const cap of document.querySelectorAll("[data-counts] [data-number]")) cap.textContent = "";
  for (const [n, row] of numbered().slice(0, 9).entries()) row.querySelector("[data-number]").textContent = String(n + 1);
});
