// At the counter's entry a scanner's Enter reads the card and never sends the page half filled.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.isComposing || !event.target.matches?.("[data-scan]")) return;
  event.preventDefault();
  // Leaving the field lets the page ask the server what was scanned; the first open question comes next.
  event.target.blur();
  const asked = [...event.target.form.querySelectorAll(".questions input[type=radio]")];
  asked.find((radio) => radio.getClientRects().length > 0 && !asked.some((other) => other.name === radio.name && other.checked))?.focus();
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

// In the pile a number gives the file to that paper and goes on to the next file.
document.addEventListener("keydown", (event) => {
  const figure = /^(?:Digit|Numpad)([0-9])$/.exec(event.code)?.[1];
  const box = event.target.closest?.("[data-pile] select");
  if (!figure || !box || event.ctrlKey || event.metaKey || event.altKey) return;
  const wanted = box.querySelector(`option[data-number="${figure}"]`);
  if (!wanted) return;
  event.preventDefault();
  box.value = wanted.value;
  box.dispatchEvent(new Event("change", { bubbles: true }));
  const all = [...document.querySelectorAll("[data-pile] select")];
  (all[all.indexOf(box) + 1] ?? box).focus();
});

// How many files still wait for a paper.
document.addEventListener("change", (event) => {
  const said = document.querySelector("[data-left]");
  if (!said || !event.target.matches?.("[data-pile] select")) return;
  const left = [...document.querySelectorAll("[data-pile] select")].filter((box) => !box.value).length;
  said.hidden = left === 0;
  said.textContent = said.textContent.replace(/\d+/, String(left));
});

// F7 stands on the pile's field; where the browser does not open its window for that key, Space does.
document.addEventListener("keydown", (event) => {
  if (event.key === "F7") document.querySelector("[data-scans]")?.focus();
  if (event.key === "F3") document.querySelector("input[type=file][data-key=F3]")?.focus();
}, true);

// Files go one by one: a cut line loses only the one under way, and choosing the pile again sends what is missing.
document.addEventListener("change", async (event) => {
  const input = event.target.closest?.("[data-scans]");
  if (!input) return;
  event.stopPropagation();
  const files = [...input.files];
  const said = document.querySelector("[data-scans-said]");
  input.value = "";
  for (const [n, file] of files.entries()) {
    said.textContent = `${n + 1}/${files.length}`;
    if (!(await sent(input, file))) {
      said.textContent = document.querySelector("[data-scans-cut]").textContent;
      return;
    }
  }
  said.textContent = "";
  [...document.querySelectorAll("[data-pile] select")].find((box) => !box.value)?.focus();
});

async function sent(input, file) {
  const body = new FormData(input.form);
  for (const name of ["scans", "card_photo"]) body.delete(name);
  body.set("numbered", numbered().map((row) => row.dataset.component).join(","));
  body.append("scans", file);
  for (const wait of [0, 1000, 3000]) {
    await new Promise((done) => setTimeout(done, wait));
    try {
      const answer = await fetch(input.dataset.scans, { method: "POST", body });
      if (answer.ok) {
        document.querySelector("#pile").innerHTML = await answer.text();
        return true;
      }
    } catch {
      // The line is cut: it is tried again.
    }
  }
  return false;
}
