// Small helps on every page; each page works without them.

// A form that has been sent is not sent again by a second click. Coming back with the browser's button frees it.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post" || form.hasAttribute("data-again")) return;
  if (form.matches("[hx-post], [hx-put], [hx-delete]")) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  for (const button of form.querySelectorAll("button:not([type=button])")) button.setAttribute("aria-disabled", "true");
});

window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll("button[aria-disabled]:not([disabled])")) button.removeAttribute("aria-disabled");
  }
});

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-dialog]");
  if (opener) document.getElementById(opener.dataset.dialog)?.showModal();
  const closer = event.target.closest("[data-close]");
  if (closer) closer.closest("dialog")?.close();
  if (event.target.closest("[data-print]")) window.print();
  const jump = event.target.closest(".govuk-error-summary a[href^='#']");
  const field = jump && document.getElementById(jump.hash.slice(1));
  if (field) {
    event.preventDefault();
    (field.closest(".govuk-form-group") ?? field).scrollIntoView();
    field.focus({ preventScroll: true });
  }
});

// A sheet that was opened to be printed asks for the printer by itself, once all of it is drawn.
if ("printNow" in document.body.dataset) {
  if (document.readyState === "complete") window.print();
  else window.addEventListener("load", () => window.print());
}

function countLeft(input) {
  const line = document.querySelector(`[data-count-for="${CSS.escape(input.id)}"]`);
  if (line) line.textContent = line.dataset.countText.replace("{n}", String(input.maxLength - input.value.length));
}

document.addEventListener("input", (event) => {
  if (event.target.matches("textarea[maxlength]")) countLeft(event.target);
});

// While the demo is being filled, its progress moves on by itself.
const banners = document.querySelector("[data-banners]");
const filling = () => banners?.querySelector("progress");
async function follow() {
  if (!document.hidden) {
    const answer = await fetch(banners.dataset.banners, { headers: { "X-Requested-With": "fetch" } }).catch(() => null);
    if (answer?.ok) banners.innerHTML = await answer.text();
  }
  if (filling()) setTimeout(follow, 5000);
}
if (filling()) setTimeout(follow, 5000);

for (const button of document.querySelectorAll("[data-print][hidden]")) button.hidden = false;
document.querySelector("[data-focus]")?.focus();
