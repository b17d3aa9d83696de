// At the counter's entry a scanner's Enter reads the card and never sends the page half filled.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.isComposing || !event.target.matches?.("[data-scan]")) return;
  event.preventDefault();
  // Leaving the field lets the page ask the server what was scanned; the papers come next.
  event.target.blur();
});
