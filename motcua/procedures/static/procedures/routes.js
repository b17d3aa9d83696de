// Keys of the editor of routes. Every one of them presses a button that can also be clicked.
document.addEventListener("keydown", (event) => {
  if (!event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
  const row = event.target.closest?.("[data-route-row]");
  const wanted = { ArrowUp: "[data-up]", ArrowDown: "[data-down]", Enter: "[data-insert]" }[event.key];
  const button = row && wanted && row.querySelector(wanted);
  if (!button) return;
  event.preventDefault();
  if (button.getAttribute("aria-disabled") !== "true") button.click();
});

// At the edges of the table a row stays where it is.
document.addEventListener("click", (event) => {
  if (event.target.closest?.(".route-button[aria-disabled=true]")) event.preventDefault();
});

// A moved or new row is in sight, and the field that had the focus has it again.
document.addEventListener("htmx:afterSettle", () => {
  const here = document.activeElement?.closest?.("[data-route-row]");
  here?.scrollIntoView({ block: "nearest" });
});
