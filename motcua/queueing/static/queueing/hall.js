// The kiosk goes back to its first page by itself; the screen in the hall reads calls aloud where it is asked to.
const home = document.body.dataset.home;
if (home) setTimeout(() => location.assign(home), Number(document.body.dataset.homeAfter) * 1000);

const button = document.querySelector("[data-voice]");
let reading = false;
let said = "";

function announce() {
  const line = document.querySelector("[data-announce]");
  const call = line?.dataset.announce ?? "";
  if (!call || call === said) return;
  said = call;
  if (!reading) return;
  const words = line.textContent.replace(/([A-Z])(\d)(\d)(\d)/, "$1 $2 $3 $4");
  const voice = new SpeechSynthesisUtterance(words);
  voice.lang = document.documentElement.lang === "en" ? "en" : "vi-VN";
  speechSynthesis.speak(voice);
}

if (button && "speechSynthesis" in window) {
  button.hidden = false;
  button.addEventListener("click", () => {
    reading = !reading;
    button.setAttribute("aria-pressed", String(reading));
    said = "";
    announce();
  });
  document.body.addEventListener("htmx:afterSwap", announce);
}
announce();
