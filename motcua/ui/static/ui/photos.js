// Photos of papers: several pages, turned upright, at most 500 kB each, re-encoded so that no place of recording (GPS) is left.
// Without this script the input sends the files as they are, and the server does the same work.

const LIMIT = 500_000;
const SIDES = [2200, 1800, 1500, 1200];
const QUALITIES = [0.82, 0.7, 0.58];
const pages = new WeakMap();

function encode(bitmap, side, quality) {
  const scale = Math.min(1, side / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(bitmap.width * scale);
  canvas.height = Math.round(bitmap.height * scale);
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", quality));
}

async function shrink(file) {
  if (!file.type.startsWith("image/") && !/\.(heic|heif)$/i.test(file.name)) return file;
  let bitmap;
  try {
    bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch {
    return file; // a format this browser can't read: the server will
  }
  let best = null;
  try {
    for (const side of SIDES) {
      for (const quality of QUALITIES) {
        const blob = await encode(bitmap, side, quality);
        if (!blob) return file;
        if (!best || blob.size < best.size) best = blob;
        if (blob.size <= LIMIT) break;
      }
      if (best.size <= LIMIT) break;
    }
  } finally {
    bitmap.close();
  }
  const name = `${file.name.replace(/\.[^.]*$/, "") || "anh"}.jpg`;
  return new File([best], name, { type: "image/jpeg", lastModified: file.lastModified });
}

function keep(input) {
  const carrier = new DataTransfer();
  for (const file of pages.get(input)) carrier.items.add(file);
  input.files = carrier.files;
}

function show(input, box) {
  const words = box.dataset;
  const list = box.querySelector("ol");
  for (const image of list.querySelectorAll("img")) URL.revokeObjectURL(image.src);
  list.replaceChildren(
    ...pages.get(input).map((file, index) => {
      const item = document.createElement("li");
      const title = words.page.replace("{n}", String(index + 1));
      if (file.type.startsWith("image/")) {
        const image = document.createElement("img");
        image.src = URL.createObjectURL(file);
        image.alt = title;
        item.append(image);
      }
      const line = document.createElement("div");
      line.textContent = `${title}: ${Math.max(1, Math.round(file.size / 1000))} kB`;
      const remove = document.createElement("button");
      remove.type = "button";
      remove.className = "link";
      remove.textContent = words.remove;
      remove.setAttribute("aria-label", `${words.remove}: ${title}`);
      remove.addEventListener("click", () => {
        pages.set(input, pages.get(input).filter((other) => other !== file));
        keep(input);
        show(input, box);
        input.focus();
      });
      item.append(line, remove);
      return item;
    }),
  );
  box.querySelector("[role=status]").textContent = words.count.replace("{n}", String(pages.get(input).length));
}

async function take(input) {
  const box = document.querySelector(`[data-pages-of="${CSS.escape(input.id)}"]`);
  if (!box) return;
  const buttons = [...(input.form?.querySelectorAll("button:not([type=button])") ?? [])];
  for (const button of buttons) button.disabled = true;
  box.hidden = false;
  box.querySelector("[role=status]").textContent = box.dataset.working;
  const taken = [];
  for (const file of input.files) taken.push(await shrink(file));
  pages.set(input, [...(pages.get(input) ?? []), ...taken]);
  keep(input);
  show(input, box);
  for (const button of buttons) button.disabled = false;
}

document.addEventListener("change", (event) => {
  if (event.target.matches("input[type=file][data-photos]")) take(event.target);
});
