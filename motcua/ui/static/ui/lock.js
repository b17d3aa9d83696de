// Locking the screen without losing a letter: the whole page is taken out of the document while the lock stands, and put
// back as it was. The server refuses everything meanwhile, whatever a tab does; without scripts the lock is a page.

const form = document.querySelector("form[data-lock]");
const tabs = "BroadcastChannel" in window ? new BroadcastChannel("motcua-lock") : null;
const minutes = Number(form?.dataset.minutes ?? 0);
let held = null;
let touched = Date.now();
let told = Date.now();

function send(address, body) {
  return fetch(address, { method: "POST", body, headers: { "X-Requested-With": "fetch" }, redirect: "manual" });
}

function cover(text) {
  if (!held) {
    held = { page: document.createDocumentFragment(), title: document.title, y: window.scrollY, at: document.activeElement };
    held.page.append(...document.body.childNodes);
  }
  const room = document.createElement("main");
  room.className = "page lock-page";
  room.innerHTML = text;
  document.body.replaceChildren(room);
  document.title = room.querySelector("h1")?.textContent ?? held.title;
  room.querySelector("[data-focus]")?.focus();
}

function uncover() {
  if (!held) return;
  document.body.replaceChildren(held.page);
  document.title = held.title;
  window.scrollTo(0, held.y);
  held.at?.focus?.({ preventScroll: true });
  held = null;
  touched = told = Date.now();
}

async function lock(tell = true) {
  if (held) return;
  const answer = await send(form.action, new FormData(form)).catch(() => null);
  if (!answer?.ok) {
    form.submit(); // the server could not be asked: the plain way says why
    return;
  }
  cover(await answer.text());
  if (tell) tabs?.postMessage("lock");
}

if (form) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    lock();
  });
  // The button may belong to the form of the page, so that without scripts what was typed goes along.
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("form[data-lock] button, [data-lock-now]");
    if (!button || held) return;
    event.preventDefault();
    lock();
  });
  for (const above of document.querySelectorAll("[data-lock-now]")) above.hidden = false;
  document.addEventListener("submit", async (event) => {
    if (!event.target.matches("form[data-unlock]")) return;
    event.preventDefault();
    const answer = await send(event.target.action, new FormData(event.target)).catch(() => null);
    if (answer?.status === 204) {
      uncover();
      tabs?.postMessage("unlock");
    } else if (answer?.status === 400) {
      cover(await answer.text());
    } else if (answer) {
      tabs?.postMessage("ended");
      location.assign(answer.headers.get("Location") ?? location.href);
    }
  });
  // Something on the page was refused because the screen is locked: cover it, nothing typed is lost.
  document.addEventListener("locked", () => lock(false));
  document.addEventListener("htmx:responseError", (event) => {
    if (event.detail?.xhr?.status === 423) lock(false);
  });
  tabs?.addEventListener("message", (event) => {
    if (event.data === "lock") lock(false);
    else if (event.data === "unlock") uncover();
    else if (event.data === "ended") location.reload();
  });
  document.addEventListener("keydown", (event) => {
    if (held && event.key === "F12") event.preventDefault();
  });
  for (const kind of ["keydown", "pointerdown", "wheel"]) {
    document.addEventListener(kind, () => (touched = Date.now()), { passive: true, capture: true });
  }
  if (minutes) {
    setInterval(() => {
      if (held) return;
      const now = Date.now();
      if (now - touched > minutes * 60_000) lock();
      else if (touched > told && now - told > (minutes * 60_000) / 3) {
        told = now;
        fetch(`${form.action}?alive=1`).catch(() => null); // typing is use, too
      }
    }, 5_000);
  }
}
